using System.Text.Json;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.Images;

/// <summary>An image, or one platform of it, as the tree shows it.</summary>
internal sealed record ImageTreeEntry(string Id, IReadOnlyList<string> Names, string DiskUsage, string ContentSize, bool InUse, bool IsAvailable, IReadOnlyList<ImageTreeEntry> Children)
{
    private const int Digits = 3;

    public static ImageTreeEntry Read(JsonElement image)
    {
        var children = image.Items("Manifests").Where(manifest => manifest.Text("Kind") == "image").Select(ReadPlatform).ToList();
        var content = image.Items("Manifests").Sum(manifest => manifest.Member("Size").Number("Content"));
        return new(
            image.Text("Id"), image.Strings("RepoTags"), ByteSize.Decimal(image.Number("Size"), Digits), ByteSize.Decimal(content, Digits),
            image.Number("Containers") > 0 || children.Any(child => child.InUse), true, children);
    }

    private static ImageTreeEntry ReadPlatform(JsonElement manifest)
    {
        var (data, size) = (manifest.Member("ImageData"), manifest.Member("Size"));
        return new(
            manifest.Text("ID"), [Platform(data.Member("Platform"))], ByteSize.Decimal(size.Number("Total"), Digits), ByteSize.Decimal(size.Number("Content"), Digits),
            data.Strings("Containers").Count > 0, manifest.Flag("Available"), []);
    }

    private static string Platform(JsonElement platform) => platform.Text("os").Length == 0 ? "unknown"
        : string.Join('/', new[] { platform.Text("os"), platform.Text("architecture"), platform.Text("variant") }.Where(part => part.Length > 0));
}
