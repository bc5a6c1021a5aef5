using System.Reflection;

namespace Davit.Cli;

/// <summary>The version of this program.</summary>
internal static class ClientVersion
{
    public static string Text => typeof(ClientVersion).Assembly.GetName().Version is { } version ? $"{version.Major}.{version.Minor}.{version.Build}" : "0.0.0";

    public static string Commit =>
        typeof(ClientVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+') is [_, { Length: >= 7 } commit] ? commit[..7] : "unknown";

    /// <summary>What <c>docker --version</c> prints: tools read the number as docker's, so that under its name the API's generation is said.</summary>
    public static string DockerGeneration => "28.2.0";
}
