using System.Globalization;
using Davit.Engine.Containers;

namespace Davit.Engine.Mounts;

/// <summary>Options of a tmpfs, checked: <c>--tmpfs /run:rw,size=64m</c> and <c>--mount type=tmpfs</c>.</summary>
internal static class TmpfsOptionText
{
    private static readonly string[] Default = ["noexec", "nosuid", "nodev"];

    private static readonly HashSet<string> Flags = new(StringComparer.Ordinal)
    {
        "ro", "rw", "exec", "noexec", "suid", "nosuid", "dev", "nodev", "sync", "async", "dirsync", "remount", "mand", "nomand", "atime",
        "noatime", "diratime", "nodiratime", "relatime", "norelatime", "strictatime", "nostrictatime", "bind", "rbind", "unbindable",
        "runbindable", "private", "rprivate", "shared", "rshared", "slave", "rslave", "noswap",
    };

    private static readonly HashSet<string> Values = new(StringComparer.Ordinal) { "mode", "uid", "gid", "size", "nr_inodes", "nr_blocks", "mpol", "huge" };

    /// <summary>Defaults of docker, then the user's, of which the last of two opposites wins.</summary>
    /// <exception cref="EngineException">An option that tmpfs does not have.</exception>
    public static IReadOnlyList<string> Parse(string text)
    {
        var options = new List<string>(Default);
        foreach (var option in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = option.IndexOf('=', StringComparison.Ordinal);
            if (at < 0 ? !Flags.Contains(option) : !Values.Contains(option[..at]))
            {
                throw EngineException.Invalid($"invalid tmpfs option [\"{option}\"]");
            }

            options.Remove(Opposite(option));
            options.Remove(option);
            options.Add(option);
        }

        return options;
    }

    public static IReadOnlyList<string> Of(MountConfig mount)
    {
        var settings = mount.TmpfsOptions ?? new TmpfsMountOptions();
        var parts = new List<string>();
        if (mount.ReadOnly)
        {
            parts.Add("ro");
        }

        if (settings.Mode != 0)
        {
            parts.Add("mode=" + Convert.ToString(settings.Mode, 8));
        }

        if (settings.SizeBytes > 0)
        {
            parts.Add("size=" + settings.SizeBytes.ToString(CultureInfo.InvariantCulture));
        }

        foreach (var option in settings.Options ?? [])
        {
            parts.Add(option is [var name] ? name : option is [var key, var value] ? key + "=" + value
                : throw EngineException.Invalid("invalid TmpfsOptions.Options: an option has one or two parts"));
        }

        return Parse(string.Join(',', parts));
    }

    private static string Opposite(string option) => option switch
    {
        "exec" or "suid" or "dev" => "no" + option,
        "noexec" or "nosuid" or "nodev" => option[2..],
        "ro" => "rw",
        "rw" => "ro",
        _ => "",
    };
}
