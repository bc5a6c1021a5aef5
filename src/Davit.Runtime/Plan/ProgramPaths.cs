using Davit.Oci.Runtime;

namespace Davit.Runtime.Plan;

/// <summary>Where the program may be: as named, or in the directories of the process's own PATH (execvp(3)).</summary>
internal static class ProgramPaths
{
    private const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    public static IReadOnlyList<string> Candidates(ProcessSpec process)
    {
        var name = process.Args is [var first, ..] ? first : "";
        if (name.Contains('/', StringComparison.Ordinal))
        {
            return [name.StartsWith('/') ? name : Join(process.Cwd, name)];
        }

        return name.Length == 0 ? [] : [.. Directories(process).Select(d => Join(d.StartsWith('/') ? d : Join(process.Cwd, d), name))];
    }

    private static string[] Directories(ProcessSpec process)
    {
        // Of several the last counts, as with setenv(3).
        var path = (process.Env ?? []).LastOrDefault(e => e.StartsWith("PATH=", StringComparison.Ordinal))?[5..];
        return (path ?? DefaultPath).Split(':');
    }

    private static string Join(string directory, string name) =>
        directory.EndsWith('/') ? directory + name : $"{directory}/{name}";
}
