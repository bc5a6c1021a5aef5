using System.Text;

namespace Davit.Cli.Tests;

/// <summary>A request as it came.</summary>
/// <param name="Line">Method and path, without the version.</param>
internal sealed record FakeRequest(string Line, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>X-Registry-Auth decoded; empty where it was not sent.</summary>
    public string Authentication => Headers.TryGetValue("X-Registry-Auth", out var value)
        ? Encoding.UTF8.GetString(Convert.FromBase64String(value.Replace('-', '+').Replace('_', '/'))) : string.Empty;
}
