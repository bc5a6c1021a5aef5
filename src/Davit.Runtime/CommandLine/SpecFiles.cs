using System.Text.Json;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Oci;
using Davit.Oci.Runtime;

namespace Davit.Runtime.CommandLine;

/// <summary>Specifications on disk.</summary>
internal static class SpecFiles
{
    private const int MaximumSize = 16 << 20;

    /// <summary>The bytes of a bundle's <c>config.json</c>.</summary>
    public static byte[] ReadBundle(string bundle)
    {
        var path = Path.Combine(bundle, "config.json");
        return Read(path);
    }

    public static byte[] Read(string path)
    {
        var errno = OpenCalls.TryOpenAt(null, path, OpenFlags.ReadOnly, 0, out var file);
        if (errno != Errno.None)
        {
            throw new CommandException($"cannot read {path}: {errno.Describe()}");
        }

        using (file)
        {
            return ReadWriteCalls.ReadToEnd(file!, MaximumSize);
        }
    }

    public static Spec Parse(ReadOnlyMemory<byte> json, string path) => Parse(json, path, SpecReader.ReadSpec);

    /// <param name="read">One of <see cref="SpecReader"/>'s.</param>
    public static T Parse<T>(ReadOnlyMemory<byte> json, string path, Func<ReadOnlyMemory<byte>, T> read)
    {
        try
        {
            return read(json);
        }
        catch (JsonException failure)
        {
            throw new CommandException($"{path}: {JsonFailure.Describe(failure)}", failure);
        }
    }
}
