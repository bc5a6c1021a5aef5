using System.Collections.Immutable;
using Davit.Network.Drivers;
using Davit.Network.Netlink;
using Davit.Network.State;

namespace Davit.Network;

/// <summary>The networks there are. Readers take the current list and never wait.</summary>
internal sealed class NetworkCatalog(NetworkStore store, NetworkOptions options, NetworkNames names, TimeProvider time, Action<string> log)
{
    private const string BridgeName = "bridge";
    private const string HostName = "host";
    private const string NoneName = "none";

    private ImmutableArray<NetworkRecord> _records = [];
    private ImmutableDictionary<string, INetworkDriver> _drivers = ImmutableDictionary<string, INetworkDriver>.Empty;

    public ImmutableArray<NetworkRecord> Records => _records;

    public IEnumerable<INetworkDriver> Drivers => _drivers.Values;

    /// <summary>Reads the records, makes the built-in ones that are missing, and brings every network into being.</summary>
    public void Start(RouteClient routes)
    {
        var known = store.Load(log);
        var records = new List<NetworkRecord>();
        if (options.BridgeName != NoneName)
        {
            var bridge = Known(known, BridgeName, "bridge");
            var driver = new BridgeDriver(bridge, BridgeConfigs.ForDefault(options, names));
            EnsureExists(driver, routes);
            records.Add(Add(bridge, driver));
        }

        records.Add(Add(Known(known, HostName, "host"), null));
        var none = Known(known, NoneName, "null");
        records.Add(Add(none, new NoneDriver(none)));
        foreach (var record in records.Where(record => !Same(record, known)))
        {
            store.Save(record);
        }

        _records = [.. records];
    }

    private void EnsureExists(BridgeDriver driver, RouteClient routes)
    {
        using var alone = options.SubnetLockFile is { } path ? SubnetLock.Take(path) : null;
        driver.EnsureExists(routes);
    }

    /// <summary>By name, id, or a prefix of an id that only one has.</summary>
    public NetworkRecord? Find(string nameOrId)
    {
        var name = nameOrId == "default" ? BridgeName : nameOrId;
        var records = _records;
        var exact = records.FirstOrDefault(record => record.Name == name) ?? records.FirstOrDefault(record => record.Id == name);
        if (exact is not null || name.Length == 0)
        {
            return exact;
        }

        var matches = records.Where(record => record.Id.StartsWith(name, StringComparison.Ordinal)).Take(2).ToList();
        return matches.Count == 1 ? matches[0] : null;
    }

    /// <exception cref="NetworkException">There is no such network, or containers cannot be attached to it.</exception>
    public INetworkDriver DriverOf(string nameOrId)
    {
        var record = Find(nameOrId) ?? throw new NetworkException(NetworkFailure.NotFound, $"network {nameOrId} not found");
        return _drivers.GetValueOrDefault(record.Id)
            ?? throw new NetworkException(NetworkFailure.InvalidRequest, $"containers share the network {record.Name}, they are not attached to it");
    }

    /// <summary>Null when the network has gone since.</summary>
    public INetworkDriver? DriverById(string networkId) => _drivers.GetValueOrDefault(networkId);

    private NetworkRecord Add(NetworkRecord record, INetworkDriver? driver)
    {
        if (driver is null)
        {
            return record;
        }

        _drivers = _drivers.SetItem(record.Id, driver);
        return driver.Record;
    }

    private NetworkRecord Known(IReadOnlyList<NetworkRecord> known, string name, string driver) =>
        known.FirstOrDefault(record => record.Name == name) ?? new NetworkRecord
        {
            Id = RandomId.New(),
            Name = name,
            Driver = driver,
            Created = time.GetUtcNow(),
        };

    private static bool Same(NetworkRecord record, IReadOnlyList<NetworkRecord> known) =>
        known.Any(old => old.Id == record.Id
            && old.EnableIPv6 == record.EnableIPv6
            && old.Subnets.SequenceEqual(record.Subnets)
            && old.Options.Count == record.Options.Count
            && old.Options.All(option => record.Options.TryGetValue(option.Key, out var value) && value == option.Value));
}
