using Davit.Engine.Containers;
using Davit.Engine.Validation;

namespace Davit.Engine.Mounts;

/// <summary>Reads <c>-v</c>: <c>source:destination[:mode]</c>, where the source is a host path or the name of a volume.</summary>
internal static class BindParser
{
    /// <exception cref="EngineException">It is no bind.</exception>
    public static MountPoint Parse(string text)
    {
        var parts = text.Split(':');
        if (parts.Length is < 1 or > 3 || parts.Any(part => part.Length == 0))
        {
            throw Malformed(text, "want source:destination[:mode]");
        }

        if (parts.Length == 1)
        {
            return Anonymous(text, parts[0]);
        }

        var mode = parts.Length == 3 ? parts[2] : "";
        var options = mode.Length == 0 ? new MountMode() : MountMode.Parse(mode) ?? throw EngineException.Invalid($"invalid mode: {mode}");
        return parts[0].StartsWith('/')
            ? HostPath(text, parts[0], parts[1], mode, options)
            : Volume(text, parts[0], parts[1], mode, options);
    }

    private static MountPoint Anonymous(string text, string destination) => new()
    {
        Type = "volume",
        Destination = Destination(text, destination),
        Driver = "local",
        Anonymous = true,
        CopyData = true,
    };

    private static MountPoint HostPath(string text, string source, string destination, string mode, MountMode options) => options.NoCopy
        ? throw Malformed(text, "nocopy is for volumes, not for paths of the host")
        : new MountPoint
    {
        Type = "bind",
        Source = ContainerPath.Clean(source),
        Destination = Destination(text, destination),
        Mode = mode,
        ReadWrite = options.ReadWrite,
        Propagation = options.Propagation.Length > 0 ? options.Propagation : "rprivate",
        CreateSource = true,
    };

    private static MountPoint Volume(string text, string name, string destination, string mode, MountMode options)
    {
        if (!NameRules.IsValid(name))
        {
            throw EngineException.Invalid($"create {name}: \"{name}\" includes invalid characters for a local volume name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. "
                + "If you intended to pass a host directory, use absolute path");
        }

        return new MountPoint
        {
            Type = "volume",
            Name = name,
            Driver = "local",
            Destination = Destination(text, destination),
            Mode = mode.Length > 0 ? mode : "z",
            ReadWrite = options.ReadWrite,
            CopyData = !options.NoCopy,
            Propagation = options.Propagation,
        };
    }

    private static string Destination(string text, string destination)
    {
        if (!destination.StartsWith('/'))
        {
            throw Malformed(text, $"invalid mount path: '{destination}' mount path must be absolute");
        }

        var clean = ContainerPath.Clean(destination);
        return clean == "/" ? throw Malformed(text, "destination can't be '/'") : clean;
    }

    private static EngineException Malformed(string text, string reason) =>
        EngineException.Invalid($"invalid volume specification: '{text}': {reason}");
}
