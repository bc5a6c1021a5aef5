using System.Runtime.CompilerServices;

namespace Davit.Architecture.Tests;

/// <summary>The source tree that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot(SourceFile());

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>The C# sources under a folder, build products left out.</summary>
    public static IEnumerable<string> Sources(params string[] parts) =>
        Directory.EnumerateFiles(Path(parts), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static string SourceFile([CallerFilePath] string path = "") => path;

    private static string FindRoot(string path)
    {
        while (!File.Exists(System.IO.Path.Combine(path, "Davit.slnx")))
        {
            path = Directory.GetParent(path)?.FullName ?? throw new InvalidOperationException("no Davit.slnx above the sources");
        }

        return path;
    }
}
