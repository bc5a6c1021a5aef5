using Davit.Engine;

namespace Davit.Daemon.Options;

/// <summary>Options as text, by dockerd's flag name; what is absent was not given. Filled once, from flags or a file.</summary>
internal sealed class RawOptions
{
    private readonly Dictionary<string, List<string>> values = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => values.Keys;

    /// <summary>Runtimes from the file, which can carry arguments.</summary>
    public Dictionary<string, RuntimeProgram> Runtimes { get; } = new(StringComparer.Ordinal);

    public bool Has(string name) => values.ContainsKey(name);

    public IReadOnlyList<string> Get(string name) => values.TryGetValue(name, out var found) ? found : [];

    public void Add(OptionDefinition option, string value)
    {
        Declare(option);
        var list = values[option.Name];
        if (option.Kind is not (OptionKind.List or OptionKind.Map))
        {
            list.Clear();
        }

        list.Add(value);
    }

    /// <summary>Given, though perhaps as an empty list.</summary>
    public void Declare(OptionDefinition option) => values.TryAdd(option.Name, []);

    /// <summary>The text of an option as messages show it: lists in Go's brackets.</summary>
    public string Show(OptionDefinition option) => option.Kind is OptionKind.List or OptionKind.Map
        ? $"[{string.Join(' ', Get(option.Name))}]"
        : string.Join("", Get(option.Name));

    /// <summary>Flags over file.</summary>
    public static RawOptions Merge(RawOptions flags, RawOptions file)
    {
        var merged = new RawOptions();
        foreach (var source in (RawOptions[])[file, flags])
        {
            foreach (var (name, list) in source.values)
            {
                merged.values[name] = list;
            }
        }

        foreach (var (name, runtime) in file.Runtimes)
        {
            merged.Runtimes[name] = runtime;
        }

        return merged;
    }
}
