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

    public static Spec Parse(ReadOnlyMemory<byte> json, string path)
    {
        try
        {
            return SpecReader.ReadSpec(json);
        }
        catch (JsonException failure)
        {
            throw new CommandException($"{path}: {JsonFailure.Describe(failure)}", failure);
        }
    }
}
