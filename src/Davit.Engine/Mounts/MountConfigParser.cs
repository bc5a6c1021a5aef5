using Davit.Engine.Containers;
using Davit.Engine.Validation;

namespace Davit.Engine.Mounts;

/// <summary>Reads <c>--mount</c>.</summary>
internal static class MountConfigParser
{
    /// <exception cref="EngineException">It is no mount.</exception>
    public static MountPoint Parse(MountConfig mount)
    {
        if (mount.Target.Length == 0)
        {
            throw Malformed(mount, "field Target must not be empty");
        }

        if (!mount.Target.StartsWith('/'))
        {
            throw Malformed(mount, $"invalid mount path: '{mount.Target}' mount path must be absolute");
        }

        if (ContainerPath.Clean(mount.Target) == "/")
        {
            throw Malformed(mount, "invalid specification: destination can't be '/'");
        }

        RefuseForeignOptions(mount);
        return mount.Type switch
        {
            "bind" => Bind(mount),
            "volume" => Volume(mount),
            "tmpfs" => Tmpfs(mount),
            "image" => Image(mount),
            "npipe" or "cluster" => throw EngineException.Invalid($"invalid mount config: mount type {mount.Type} is not supported on this host"),
            _ => throw EngineException.Invalid($"invalid mount config for type \"{mount.Type}\": mount type unknown: \"{mount.Type}\""),
        };
    }

    private static void RefuseForeignOptions(MountConfig mount)
    {
        foreach (var (name, type, given) in new[]
        {
            ("BindOptions", "bind", mount.BindOptions is not null),
            ("VolumeOptions", "volume", mount.VolumeOptions is not null),
            ("TmpfsOptions", "tmpfs", mount.TmpfsOptions is not null),
            ("ImageOptions", "image", mount.ImageOptions is not null),
        })
        {
            if (given && type != mount.Type)
            {
                throw Malformed(mount, $"field {name} must not be specified");
            }
        }
    }

    private static MountPoint Bind(MountConfig mount)
    {
        if (mount.Source.Length == 0)
        {
            throw Malformed(mount, "field Source must not be empty");
        }

        if (!mount.Source.StartsWith('/'))
        {
            throw Malformed(mount, $"invalid mount path: '{mount.Source}' mount path must be absolute");
        }

        var options = mount.BindOptions ?? new BindMountOptions();
        if (options.Propagation.Length > 0 && !MountMode.IsPropagation(options.Propagation))
        {
            throw Malformed(mount, $"invalid propagation mode: {options.Propagation}");
        }

        CheckReadOnly(mount, options);
        return new MountPoint
        {
            Type = "bind",
            Source = ContainerPath.Clean(mount.Source),
            Destination = ContainerPath.Clean(mount.Target),
            ReadWrite = !mount.ReadOnly,
            Propagation = options.Propagation.Length > 0 ? options.Propagation : "rprivate",
            NonRecursive = options.NonRecursive,
            ReadOnlyNonRecursive = options.ReadOnlyNonRecursive,
            ReadOnlyForceRecursive = options.ReadOnlyForceRecursive,
            CreateSource = options.CreateMountpoint,
            Spec = mount,
        };
    }

    private static void CheckReadOnly(MountConfig mount, BindMountOptions options)
    {
        if ((options.ReadOnlyNonRecursive || options.ReadOnlyForceRecursive) && !mount.ReadOnly)
        {
            throw Malformed(mount, "mount must be ReadOnly to set ReadOnlyNonRecursive or ReadOnlyForceRecursive");
        }

        if (options is { ReadOnlyNonRecursive: true, ReadOnlyForceRecursive: true })
        {
            throw Malformed(mount, "ReadOnlyNonRecursive and ReadOnlyForceRecursive must not be set together");
        }

        if (options is { ReadOnlyForceRecursive: true, Propagation: not ("" or "rprivate") })
        {
            throw Malformed(mount, "ReadOnlyForceRecursive requires the propagation rprivate");
        }
    }

    private static MountPoint Volume(MountConfig mount)
    {
        var options = mount.VolumeOptions ?? new VolumeMountOptions();
        if (mount.Source.Length > 0 && !NameRules.IsValid(mount.Source))
        {
            throw Malformed(mount, $"\"{mount.Source}\" includes invalid characters for a local volume name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed");
        }

        if (options.DriverName is not ("" or "local"))
        {
            throw EngineException.NotFound($"plugin \"{options.DriverName}\" not found: only the volume driver local exists");
        }

        if (options.Subpath.Length > 0 && !ContainerPath.IsLocal(options.Subpath))
        {
            throw Malformed(mount, "subpath must be a relative path within the volume");
        }

        if (mount is { ReadOnly: true, Source.Length: 0 })
        {
            throw Malformed(mount, "must not set ReadOnly mode when using anonymous volumes");
        }

        if (options.Subpath.Length > 0 && mount.Source.Length == 0)
        {
            throw Malformed(mount, "must not set Subpath when using anonymous volumes");
        }

        return new MountPoint
        {
            Type = "volume",
            Name = mount.Source,
            Driver = "local",
            Destination = ContainerPath.Clean(mount.Target),
            Mode = "z",
            ReadWrite = !mount.ReadOnly,
            Anonymous = mount.Source.Length == 0,
            CopyData = !options.NoCopy && options.Subpath.Length == 0,
            Subpath = options.Subpath,
            Spec = mount,
        };
    }

    private static MountPoint Tmpfs(MountConfig mount)
    {
        if (mount.Source.Length > 0)
        {
            throw Malformed(mount, "field Source must not be specified");
        }

        if (mount.TmpfsOptions is { SizeBytes: < 0 })
        {
            throw Malformed(mount, $"invalid TmpfsOptions.SizeBytes: {mount.TmpfsOptions.SizeBytes}");
        }

        _ = TmpfsOptionText.Of(mount);
        return new MountPoint { Type = "tmpfs", Destination = ContainerPath.Clean(mount.Target), ReadWrite = !mount.ReadOnly, Spec = mount };
    }

    private static MountPoint Image(MountConfig mount)
    {
        if (mount.Source.Length == 0)
        {
            throw Malformed(mount, "field Source must not be empty");
        }

        var subpath = mount.ImageOptions?.Subpath ?? "";
        if (subpath.Length > 0)
        {
            throw Malformed(mount, "ImageOptions.Subpath is not supported");
        }

        return new MountPoint { Type = "image", Name = mount.Source, Destination = ContainerPath.Clean(mount.Target), ReadWrite = false, Spec = mount };
    }

    private static EngineException Malformed(MountConfig mount, string reason) =>
        EngineException.Invalid($"invalid mount config for type \"{mount.Type}\": {reason}");
}
