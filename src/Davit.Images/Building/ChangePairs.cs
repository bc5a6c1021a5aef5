using Davit.Oci.Image;

namespace Davit.Images.Building;

/// <summary>Instructions of names and values: <c>A=b C="d e"</c>, or the old form of one name and the rest of the line.</summary>
internal static class ChangePairs
{
    public static string Expand(ImageConfig config, string word) => ChangeWords.Expand(word, name => Find(config.Env, name));

    public static IReadOnlyList<string> AddEnvironment(ImageConfig config, string text)
    {
        List<string> environment = [.. config.Env ?? []];
        foreach (var (name, value) in Parse(config, "ENV", text))
        {
            var line = name + "=" + value;
            var index = environment.FindIndex(entry => entry.StartsWith(name + "=", StringComparison.Ordinal) || entry == name);
            if (index < 0)
            {
                environment.Add(line);
            }
            else
            {
                environment[index] = line;
            }
        }

        return environment;
    }

    public static IReadOnlyDictionary<string, string> AddLabels(ImageConfig config, string text)
    {
        var labels = new Dictionary<string, string>(config.Labels ?? new Dictionary<string, string>());
        foreach (var (name, value) in Parse(config, "LABEL", text))
        {
            labels[name] = value;
        }

        return labels;
    }

    private static List<(string Name, string Value)> Parse(ImageConfig config, string instruction, string text)
    {
        var words = ChangeWords.Split(text);
        if (!words[0].Contains('=', StringComparison.Ordinal))
        {
            return words.Count < 2
                ? throw ImageErrors.Parameter($"{instruction} must have two arguments")
                : [(Expand(config, words[0]), Expand(config, text[words[0].Length..].Trim()))];
        }

        var pairs = new List<(string, string)>();
        foreach (var word in words)
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                throw ImageErrors.Parameter($"Syntax error - can't find = in \"{word}\". Must be of the form: name=value");
            }

            var name = Expand(config, word[..equals]);
            pairs.Add(name.Length == 0
                ? throw ImageErrors.Parameter($"{instruction} names can not be blank")
                : (name, Expand(config, word[(equals + 1)..])));
        }

        return pairs;
    }

    private static string? Find(IReadOnlyList<string>? environment, string name)
    {
        var line = environment?.LastOrDefault(entry => entry.StartsWith(name + "=", StringComparison.Ordinal));
        return line?[(name.Length + 1)..];
    }
}
