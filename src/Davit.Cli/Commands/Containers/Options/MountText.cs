using System.Globalization;
using Davit.Api.Containers;
using Davit.Api.System;
using Davit.Cli.CommandLine;
using Davit.Cli.Formatting;

namespace Davit.Cli.Commands.Containers.Options;

/// <summary><c>--mount type=bind,source=/a,target=/b,readonly</c></summary>
internal static class MountText
{
    /// <summary>Throws <see cref="FlagValueException"/>.</summary>
    public static Mount Parse(string text)
    {
        var mount = new Mount { Type = "volume" };
        foreach (var field in CsvLine.Parse(text))
        {
            Take(mount, field);
        }

        if (mount.Type is null or "")
        {
            throw new FlagValueException("type is required");
        }

        if (mount.Target is null or "")
        {
            throw new FlagValueException("target is required");
        }

        CheckOptions(mount);
        return mount;
    }

    private static void Take(Mount mount, string field)
    {
        var split = field.IndexOf('=', StringComparison.Ordinal);
        var key = (split < 0 ? field : field[..split]).ToLowerInvariant();
        if (split < 0)
        {
            switch (key)
            {
                case "readonly" or "ro": mount.ReadOnly = true; return;
                case "volume-nocopy": Volume(mount).NoCopy = true; return;
                case "bind-nonrecursive": Bind(mount).NonRecursive = true; return;
                case "bind-create-src": Bind(mount).CreateMountpoint = true; return;
                default: throw new FlagValueException($"invalid field '{field}' must be a key=value pair");
            }
        }

        TakePair(mount, field, key, field[(split + 1)..]);
    }

    private static void TakePair(Mount mount, string field, string key, string value)
    {
        switch (key)
        {
            case "type": mount.Type = value.ToLowerInvariant(); break;
            case "source" or "src": mount.Source = Source(value); break;
            case "target" or "dst" or "destination": mount.Target = value; break;
            case "readonly" or "ro": mount.ReadOnly = Boolean(key, value); break;
            case "consistency": mount.Consistency = value.ToLowerInvariant(); break;
            case "bind-propagation": Bind(mount).Propagation = value.ToLowerInvariant(); break;
            case "bind-nonrecursive": Bind(mount).NonRecursive = Boolean(key, value); break;
            case "bind-create-src": Bind(mount).CreateMountpoint = Boolean(key, value); break;
            case "bind-recursive": BindRecursive(mount, value); break;
            case "volume-subpath": Volume(mount).Subpath = value; break;
            case "volume-nocopy": Volume(mount).NoCopy = Boolean(key, value); break;
            case "volume-label": AddPair(Volume(mount).Labels, value, labels => Volume(mount).Labels = labels); break;
            case "volume-driver": Driver(mount).Name = value; break;
            case "volume-opt": AddPair(Driver(mount).Options, value, options => Driver(mount).Options = options); break;
            case "image-subpath": (mount.ImageOptions ??= new()).Subpath = value; break;
            case "tmpfs-size": Tmpfs(mount).SizeBytes = ByteSize.TryParseBinary(value, out var size, out _) ? size : throw Invalid(key, value); break;
            case "tmpfs-mode": Tmpfs(mount).Mode = Octal(key, value); break;
            default: throw new FlagValueException($"unexpected key '{key}' in '{field}'");
        }
    }

    /// <summary>A relative path is relative to where the command is typed.</summary>
    private static string Source(string value) => value is "." or ".." || value.StartsWith("./", StringComparison.Ordinal) || value.StartsWith("../", StringComparison.Ordinal) ? Path.GetFullPath(value) : value;

    private static void BindRecursive(Mount mount, string value)
    {
        switch (value)
        {
            case "enabled": break;
            case "disabled": Bind(mount).NonRecursive = true; break;
            case "writable": Bind(mount).ReadOnlyNonRecursive = true; break;
            case "readonly": Bind(mount).ReadOnlyForceRecursive = true; break;
            default: throw new FlagValueException($"invalid value for bind-recursive: {value} (must be \"enabled\", \"disabled\", \"writable\", or \"readonly\")");
        }
    }

    private static void CheckOptions(Mount mount)
    {
        Refuse(mount.VolumeOptions is not null && mount.Type != "volume", "volume-*", mount);
        Refuse(mount.BindOptions is not null && mount.Type != "bind", "bind-*", mount);
        Refuse(mount.TmpfsOptions is not null && mount.Type != "tmpfs", "tmpfs-*", mount);
        Refuse(mount.ImageOptions is not null && mount.Type != "image", "image-*", mount);
        if (mount.BindOptions is { ReadOnlyNonRecursive: true } or { ReadOnlyForceRecursive: true } && !mount.ReadOnly)
        {
            throw new FlagValueException($"option 'bind-recursive={(mount.BindOptions.ReadOnlyForceRecursive ? "readonly" : "writable")}' requires 'readonly' to be specified in conjunction");
        }

        if (mount.BindOptions is { ReadOnlyForceRecursive: true } && mount.BindOptions.Propagation != "rprivate")
        {
            throw new FlagValueException("option 'bind-recursive=readonly' requires 'bind-propagation=rprivate' to be specified in conjunction");
        }

        mount.ClusterOptions = mount.Type == "cluster" ? new EmptyObject() : null;
    }

    private static void Refuse(bool wrong, string options, Mount mount)
    {
        if (wrong)
        {
            throw new FlagValueException($"cannot mix '{options}' options with mount type '{mount.Type}'");
        }
    }

    private static MountBindOptions Bind(Mount mount) => mount.BindOptions ??= new();

    private static MountVolumeOptions Volume(Mount mount) => mount.VolumeOptions ??= new();

    private static MountVolumeDriver Driver(Mount mount) => Volume(mount).DriverConfig ??= new();

    private static MountTmpfsOptions Tmpfs(Mount mount) => mount.TmpfsOptions ??= new();

    private static void AddPair(IReadOnlyDictionary<string, string>? before, string pair, Action<Dictionary<string, string>> set)
    {
        var all = before is null ? [] : new Dictionary<string, string>(before);
        var split = pair.IndexOf('=', StringComparison.Ordinal);
        all[split < 0 ? pair : pair[..split]] = split < 0 ? string.Empty : pair[(split + 1)..];
        set(all);
    }

    private static bool Boolean(string key, string value) => value switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => throw Invalid(key, value),
    };

    private static uint Octal(string key, string value)
    {
        if (value.Length is 0 or > 11 || value.Any(digit => digit is < '0' or > '7'))
        {
            throw Invalid(key, value);
        }

        return value.Aggregate(0u, (mode, digit) => (mode * 8) + (uint)(digit - '0'));
    }

    private static FlagValueException Invalid(string key, string value) => new(string.Create(CultureInfo.InvariantCulture, $"invalid value for {key}: {value}"));
}
