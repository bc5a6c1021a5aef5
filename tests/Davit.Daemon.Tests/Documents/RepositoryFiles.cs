using System.Runtime.CompilerServices;

namespace Davit.Daemon.Tests.Documents;

/// <summary>Files of the repository these tests were built from.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../.."));

    /// <summary>Docker's description of its API; null where it is not present.</summary>
    public static string? Reference
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable("DAVIT_REFERENCE") ?? Path.Combine(Root, "../shared/reference");
            var file = Path.Combine(folder, "engine-api-v1.51.yaml");
            return File.Exists(file) ? file : null;
        }
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
