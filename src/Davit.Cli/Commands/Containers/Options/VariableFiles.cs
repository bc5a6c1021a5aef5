using System.Text;

namespace Davit.Cli.Commands.Containers.Options;

/// <summary>Files of <c>--env-file</c> and <c>--label-file</c>, and variables that are passed on by name only.</summary>
internal static class VariableFiles
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    /// <summary>A name without a value takes the client's own; where it has none, the variable is left out.</summary>
    public static List<string> Environment(IEnumerable<string> files, IEnumerable<string> given, Func<string, string?> lookup)
    {
        var all = new List<string>();
        foreach (var file in files)
        {
            all.AddRange(Read(file, "variable", lookup));
        }

        all.AddRange(given.Select(text => Resolve(text, lookup)).OfType<string>());
        return all;
    }

    public static Dictionary<string, string> Labels(IEnumerable<string> files, IEnumerable<string> given)
    {
        var lines = files.SelectMany(file => Read(file, "label", static _ => string.Empty)).Concat(given);
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var split = line.IndexOf('=', StringComparison.Ordinal);
            labels[split < 0 ? line : line[..split]] = split < 0 ? string.Empty : line[(split + 1)..];
        }

        return labels;
    }

    private static string? Resolve(string text, Func<string, string?> lookup) => text.Contains('=', StringComparison.Ordinal) ? text
        : lookup(text) is { } value ? $"{text}={value}" : null;

    private static IEnumerable<string> Read(string file, string what, Func<string, string?> lookup)
    {
        foreach (var (line, number) in ReadText(file).Split('\n').Select((line, index) => (line.TrimEnd('\r').TrimStart(' ', '\t'), index + 1)))
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var split = line.IndexOf('=', StringComparison.Ordinal);
            var name = split < 0 ? line : line[..split];
            if (name.Trim().Length == 0)
            {
                throw new CommandException($"invalid env file ({file}): no {what} name on line '{line}'");
            }

            if (name.AsSpan().ContainsAny(' ', '\t'))
            {
                throw new CommandException($"invalid env file ({file}): {what} '{name}' contains whitespaces");
            }

            if (split >= 0)
            {
                yield return line;
            }
            else if (Resolve(name, lookup) is { } resolved)
            {
                yield return resolved;
            }
        }
    }

    private static string ReadText(string file)
    {
        try
        {
            var text = s_strict.GetString(File.ReadAllBytes(file));
            return text.StartsWith('\ufeff') ? text[1..] : text;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandException($"open {file}: no such file or directory");
        }
        catch (DecoderFallbackException)
        {
            throw new CommandException($"invalid env file ({file}): invalid utf8 bytes");
        }
    }
}
