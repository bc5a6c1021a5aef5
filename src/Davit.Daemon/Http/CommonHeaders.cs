using Microsoft.AspNetCore.Http;

namespace Davit.Daemon.Http;

/// <summary>Headers of every answer; clients read the API version and the operating system from them.</summary>
internal sealed class CommonHeaders(string productVersion, bool experimental)
{
    private readonly string server = $"Davit/{productVersion} (linux)";
    private readonly string experimentalText = experimental ? "true" : "false";
    private readonly string apiVersion = ApiVersion.Current.ToString();

    public void Apply(IHeaderDictionary headers)
    {
        headers["Api-Version"] = apiVersion;
        headers["Docker-Experimental"] = experimentalText;
        headers["Ostype"] = "linux";
        headers.Server = server;
    }
}
