using Davit.Linux.Mounts;
using Davit.Oci.Runtime;

namespace Davit.Runtime.Plan;

/// <summary>The options of one mount, sorted by who understands them.</summary>
internal sealed record MountOptions
{
    public MountAttributes Set { get; init; }

    public MountAttributes Clear { get; init; }

    public MountAttributes RecursiveSet { get; init; }

    public MountAttributes RecursiveClear { get; init; }

    public MountFlags Propagation { get; init; }

    public bool IsBind { get; init; }

    public bool IsRecursive { get; init; }

    public bool IsRemount { get; init; }

    public bool CopyUp { get; init; }

    /// <summary>The source of the bind must not be reached by a symbolic link.</summary>
    public bool NoLinks { get; init; }

    public bool IdMap { get; init; }

    public bool RecursiveIdMap { get; init; }

    /// <summary>Key, value, key, value …; an empty value is an option without one.</summary>
    public IReadOnlyList<string> Data { get; init; } = [];

    public bool IsReadOnly => Set.HasFlag(MountAttributes.ReadOnly);

    public static MountOptions Parse(IEnumerable<string> options)
    {
        var result = new MountOptions();
        var data = new List<string>();
        foreach (var option in options)
        {
            result = result.With(option, data);
        }

        return result with { Data = data };
    }

    private MountOptions With(string option, List<string> data)
    {
        if (MountOptionTable.TryAttribute(option, out var set, out var clear))
        {
            return this with { Set = (Set & ~clear) | set, Clear = (Clear & ~set) | clear };
        }

        if (option.StartsWith('r') && MountOptionTable.TryAttribute(option[1..], out set, out clear))
        {
            return this with
            {
                RecursiveSet = (RecursiveSet & ~clear) | set,
                RecursiveClear = (RecursiveClear & ~set) | clear,
            };
        }

        if (MountOptionTable.TryPropagation(option, out var propagation))
        {
            return this with { Propagation = propagation };
        }

        return option switch
        {
            "bind" => this with { IsBind = true },
            "rbind" => this with { IsBind = true, IsRecursive = true },
            "remount" => this with { IsRemount = true },
            "tmpcopyup" => this with { CopyUp = true },
            MountSpec.NoLinks => this with { NoLinks = true },
            "idmap" => this with { IdMap = true },
            "ridmap" => this with { IdMap = true, RecursiveIdMap = true },
            _ when MountOptionTable.IsDefault(option) => this,
            _ => AddData(option, data),
        };
    }

    private MountOptions AddData(string option, List<string> data)
    {
        var equals = option.IndexOf('=', StringComparison.Ordinal);
        data.Add(equals < 0 ? option : option[..equals]);
        data.Add(equals < 0 ? "" : option[(equals + 1)..]);
        return this;
    }
}
