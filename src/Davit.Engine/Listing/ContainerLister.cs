using System.Globalization;
using System.Net;
using Davit.Engine.Containers;
using Davit.Engine.Validation;
using Davit.Oci;

namespace Davit.Engine.Listing;

/// <summary>Lists and inspects containers from their current records; sizes are the only thing that is looked up.</summary>
internal sealed class ContainerLister(EngineCore core)
{
    public async Task<IReadOnlyList<ContainerSummary>> ListAsync(ListOptions options, CancellationToken cancellation)
    {
        var filter = new ContainerFilter(options.Filters, core.Registry, ImageIds);
        var all = options.All || options.Limit > 0 || filter.WantsStopped;
        var found = core.Registry.All.Select(container => container.Record)
            .Where(record => all || record.State.Status is ContainerStatus.Running or ContainerStatus.Paused or ContainerStatus.Restarting)
            .Where(filter.Matches)
            .OrderByDescending(record => record.Created);
        var limited = options.Limit > 0 ? found.Take(options.Limit) : found;
        var summaries = limited.Select(Summary).ToList();
        return options.Size ? await WithSizesAsync(summaries, cancellation).ConfigureAwait(false) : summaries;
    }

    public async Task<ContainerInspection> InspectAsync(ContainerRecord record, bool size, IReadOnlyList<string>? execIds, CancellationToken cancellation)
    {
        var sizes = size ? await Task.Run(() => Sizes(record), cancellation).ConfigureAwait(false) : (null, null);
        return new ContainerInspection
        {
            Record = record,
            ExecIds = execIds,
            GraphDriverData = GraphDriver(record),
            SizeRw = sizes.Rw,
            SizeRootFs = sizes.Root,
        };
    }

    private ContainerSummary Summary(ContainerRecord record) => new()
    {
        Record = record,
        Image = ImageName(record),
        Command = CommandText.Of(record),
        StatusText = StatusText.Of(record.State, core.Now),
        Ports = Ports(record),
    };

    private async Task<IReadOnlyList<ContainerSummary>> WithSizesAsync(List<ContainerSummary> summaries, CancellationToken cancellation) => await Task.Run<IReadOnlyList<ContainerSummary>>(
        () =>
        [
            .. summaries.Select(summary =>
            {
                cancellation.ThrowIfCancellationRequested();
                var (rw, root) = Sizes(summary.Record);
                return summary with { SizeRw = rw, SizeRootFs = root };
            }),
        ],
        cancellation).ConfigureAwait(false);

    private (long? Rw, long? Root) Sizes(ContainerRecord record)
    {
        try
        {
            var own = core.Snapshots.Usage(record.Id).Size;
            var image = Digest.TryParse(record.ImageId, out var id) ? core.Images.Find(id)?.Size ?? 0 : 0;
            return (own, own + image);
        }
        catch (Exception failure) when (failure is IOException or Davit.Storage.StorageException)
        {
            return (0, 0);
        }
    }

    /// <summary>The name it was made with, or the id when that name now means another image, as docker shows it.</summary>
    private string ImageName(ContainerRecord record)
    {
        var named = core.Images.Find(record.Config.Image);
        return named?.Id.Text == record.ImageId ? record.Config.Image : record.ImageId;
    }

    private IEnumerable<string> ImageIds(string name)
    {
        if (core.Images.Find(name) is not { } ancestor)
        {
            return [];
        }

        var depth = ancestor.ChainIds.Count;
        return core.Images.List()
            .Where(image => image.Id == ancestor.Id || (depth > 0 && image.ChainIds.Count >= depth && image.ChainIds[depth - 1] == ancestor.ChainIds[depth - 1]))
            .Select(image => image.Id.Text);
    }

    internal static List<PublishedPort> Ports(ContainerRecord record)
    {
        var ports = new List<PublishedPort>();
        foreach (var (text, bindings) in record.Network.Ports)
        {
            var port = PortSpec.Parse(text);
            if (bindings is null or { Count: 0 })
            {
                ports.Add(new PublishedPort(null, port.Port, null, port.Protocol));
                continue;
            }

            ports.AddRange(bindings.Select(binding => new PublishedPort(
                binding.HostIp, port.Port, ushort.Parse(binding.HostPort, CultureInfo.InvariantCulture), port.Protocol)));
        }

        return [.. ports.OrderBy(port => port.PrivatePort).ThenBy(port => port.PublicPort).ThenBy(port => IPAddress.TryParse(port.Ip, out var ip) && ip.GetAddressBytes().Length == 16)];
    }

    private Dictionary<string, string> GraphDriver(ContainerRecord record)
    {
        try
        {
            var mount = core.Snapshots.Mount(record.Id, [.. record.ChainIds.Select(Digest.Parse)]);
            return new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ID"] = record.Id,
                ["LowerDir"] = string.Join(':', mount.Lower),
                ["MergedDir"] = Path.Combine(core.Store.DirectoryOf(record.Id), "rootfs"),
                ["UpperDir"] = mount.Upper ?? "",
                ["WorkDir"] = mount.Work ?? "",
            };
        }
        catch (Davit.Storage.StorageException)
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }
    }
}
