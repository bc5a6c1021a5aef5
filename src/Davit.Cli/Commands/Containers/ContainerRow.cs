using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Davit.Cli.CommandLine;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.Containers;

/// <summary>A line of <c>ps</c>.</summary>
internal sealed class ContainerRow(JsonElement container, bool truncate, DateTimeOffset now, bool showVirtualSize = true) : Row
{
    private const int CommandWidth = 20;
    private const int MountWidth = 15;

    public static readonly FrozenDictionary<string, string> Headings = new Dictionary<string, string>
    {
        ["ID"] = "CONTAINER ID", ["Names"] = "NAMES", ["Image"] = "IMAGE", ["Command"] = "COMMAND", ["CreatedAt"] = "CREATED AT",
        ["RunningFor"] = "CREATED", ["Ports"] = "PORTS", ["State"] = "STATE", ["Status"] = "STATUS", ["Size"] = "SIZE", ["Labels"] = "LABELS",
        ["Mounts"] = "MOUNTS", ["LocalVolumes"] = "LOCAL VOLUMES", ["Networks"] = "NETWORKS", ["Platform"] = "PLATFORM",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] s_names =
        ["Command", "CreatedAt", "ID", "Image", "Labels", "LocalVolumes", "Mounts", "Names", "Networks", "Platform", "Ports", "RunningFor", "Size", "State", "Status"];

    public override string TypeName => "*formatter.ContainerContext";

    public override IReadOnlyList<string> Names => s_names;

    public override bool TryCall(string name, IReadOnlyList<object?> arguments, out object? value)
    {
        value = name == "Label" && arguments is [string label] ? container.Member("Labels").Text(label) : null;
        return value is not null;
    }

    protected override object? Field(string name) => name switch
    {
        "ID" => ShortText.Id(container.Text("Id"), truncate),
        "Names" => ContainerNames(),
        "Image" => Image(),
        "Command" => GoText.Quote(truncate ? ShortText.Ellipsis(container.Text("Command"), CommandWidth) : container.Text("Command")),
        "CreatedAt" => GoTime.Write(DateTimeOffset.FromUnixTimeSeconds(container.Number("Created"))),
        "RunningFor" => ShortText.Ago(now - DateTimeOffset.FromUnixTimeSeconds(container.Number("Created"))),
        "Ports" => PortList.Write(container.Items("Ports")),
        "State" => container.Text("State"),
        "Status" => container.Text("Status"),
        "Size" => Size(),
        "Labels" => ShortText.Pairs(container.Properties("Labels")),
        "Mounts" => string.Join(',', container.Items("Mounts").Select(Mount)),
        "LocalVolumes" => container.Items("Mounts").Count(mount => mount.Text("Driver") == "local").ToString(CultureInfo.InvariantCulture),
        "Networks" => string.Join(',', container.Member("NetworkSettings").Properties("Networks").Select(network => network.Name)),
        _ => Platform(),
    };

    private string ContainerNames()
    {
        var names = container.Strings("Names").Select(name => name.TrimStart('/'));
        return string.Join(',', truncate ? names.Where(name => !name.Contains('/', StringComparison.Ordinal)) : names);
    }

    private string Image()
    {
        var image = container.Text("Image");
        if (image.Length == 0)
        {
            return "<no image>";
        }

        if (!truncate)
        {
            return image;
        }

        var id = ShortText.Id(container.Text("ImageID"), truncate: true);
        if (id == ShortText.Id(image, truncate: true))
        {
            return id;
        }

        var at = image.IndexOf('@', StringComparison.Ordinal);
        return at > 0 ? image[..at] : image;
    }

    private string Size()
    {
        var writable = ByteSize.Decimal(container.Number("SizeRw"), 3);
        return showVirtualSize && container.Number("SizeRootFs") is > 0 and var all ? $"{writable} (virtual {ByteSize.Decimal(all, 3)})" : writable;
    }

    private string Mount(JsonElement mount)
    {
        var name = mount.Text("Name").Length > 0 ? mount.Text("Name") : mount.Text("Source");
        return truncate ? ShortText.Ellipsis(name, MountWidth) : name;
    }

    private object? Platform() => container.Member("ImageManifestDescriptor").Member("platform") is { ValueKind: JsonValueKind.Object } platform ? Templates.GoJson.Read(platform) : null;
}
