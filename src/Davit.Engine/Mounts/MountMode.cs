namespace Davit.Engine.Mounts;

/// <summary>The options of a bind, <c>ro,rslave,z</c>.</summary>
internal sealed record MountMode
{
    private static readonly HashSet<string> Propagations = new(StringComparer.Ordinal)
    {
        "private", "rprivate", "slave", "rslave", "shared", "rshared",
    };

    public bool ReadWrite { get; init; } = true;

    public string Propagation { get; init; } = "";

    public bool NoCopy { get; init; }

    /// <summary>Null: a mode that makes no sense.</summary>
    public static MountMode? Parse(string text)
    {
        var mode = new MountMode();
        var access = 0;
        var propagations = 0;
        foreach (var option in text.Split(',', StringSplitOptions.None))
        {
            switch (option)
            {
                case "rw" or "ro":
                    mode = mode with { ReadWrite = option == "rw" };
                    access++;
                    break;
                case "nocopy":
                    mode = mode with { NoCopy = true };
                    break;
                case "z" or "Z" or "cached" or "delegated" or "consistent" or "default":
                    break;
                case var other when Propagations.Contains(other):
                    mode = mode with { Propagation = other };
                    propagations++;
                    break;
                default:
                    return null;
            }
        }

        return access > 1 || propagations > 1 ? null : mode;
    }

    public static bool IsPropagation(string text) => Propagations.Contains(text);
}
