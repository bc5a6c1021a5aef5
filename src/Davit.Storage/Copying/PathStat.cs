using System.Text.Json;
using Davit.Oci.Image;

namespace Davit.Storage.Copying;

/// <summary>What the header <c>X-Docker-Container-Path-Stat</c> says of a path: <see cref="Mode"/> in the bits of Go's <c>fs.FileMode</c>.</summary>
public sealed record PathStat
{
    public required string Name { get; init; }

    public long Size { get; init; }

    /// <summary>Go's <c>fs.FileMode</c>: permission bits, and flags such as <c>ModeDir</c> (bit 31) above.</summary>
    public uint Mode { get; init; }

    public DateTimeOffset ModifiedAt { get; init; }

    /// <summary>Where a symbolic link leads, absolute in the container; empty for anything else.</summary>
    public string LinkTarget { get; init; } = "";

    /// <summary>The header's value: base64 of docker's JSON.</summary>
    public string ToHeader() => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(
        new PathStatDocument
        {
            Name = Name,
            Size = Size,
            Mode = Mode,
            ModifiedAt = TimestampJsonConverter.Format(ModifiedAt),
            LinkTarget = LinkTarget,
        },
        StorageJson.Default.PathStatDocument));
}
