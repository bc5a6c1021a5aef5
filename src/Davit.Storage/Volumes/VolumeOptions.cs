using Davit.Oci.Runtime;

namespace Davit.Storage.Volumes;

/// <summary>The driver <c>local</c>'s options, which are mount(8)'s: <c>type</c>, <c>device</c> and <c>o</c>.</summary>
internal static class VolumeOptions
{
    private const int NameLimit = 255;

    public static bool IsMounted(IReadOnlyDictionary<string, string> options) => options.ContainsKey("device");

    public static void Check(VolumeRequest request)
    {
        if (request.Driver is not ("local" or ""))
        {
            throw Invalid($"no volume driver \"{request.Driver}\": only \"local\" is built in", StorageErrorKind.NotFound);
        }

        if (request.Name is { Length: > 0 } name && !IsName(name))
        {
            throw Invalid(name.Length == 1
                ? "volume name is too short, names should be at least two alphanumeric characters"
                : $"\"{name}\" includes invalid characters for a local volume name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to pass a host directory, use absolute path");
        }

        foreach (var key in request.Options.Keys.Where(key => key is not ("type" or "o" or "device" or "size")))
        {
            throw Invalid($"invalid option: \"{key}\"");
        }

        if (request.Options.ContainsKey("size"))
        {
            throw Invalid("quota size requested but the volume's file system has no quota support here: leave out the option size");
        }

        var given = request.Options.Count(option => option.Key is "type" or "device");
        if (given == 1 || (request.Options.ContainsKey("o") && given == 0))
        {
            throw Invalid($"missing required option: \"{(request.Options.ContainsKey("device") ? "type" : "device")}\"");
        }
    }

    public static bool AreSame(IReadOnlyDictionary<string, string> a, IReadOnlyDictionary<string, string> b) =>
        a.Count == b.Count && a.All(pair => b.TryGetValue(pair.Key, out var value) && value == pair.Value);

    public static MountSpec ToMount(VolumeRecord volume, string destination, bool readOnly)
    {
        var access = readOnly ? "ro" : "rw";
        if (!IsMounted(volume.Options))
        {
            return new MountSpec { Destination = destination, Type = "bind", Source = volume.Mountpoint, Options = ["rbind", access] };
        }

        var type = volume.Options["type"];
        var options = volume.Options.GetValueOrDefault("o", "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        var isBind = options.Any(option => option is "bind" or "rbind");
        return new MountSpec
        {
            Destination = destination,
            Type = isBind ? "bind" : type,
            Source = volume.Options["device"],
            Options = [.. options, access],
        };
    }

    private static bool IsName(string name) => name.Length is >= 2 and <= NameLimit
        && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');

    private static StorageException Invalid(string message, StorageErrorKind kind = StorageErrorKind.InvalidParameter) => new(kind, message);
}
