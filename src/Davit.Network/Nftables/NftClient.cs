using Davit.Linux.Netlink;
using Davit.Network.Netlink;

namespace Davit.Network.Nftables;

/// <summary>Transactions on one table of one address family, in the network namespace it was opened in.</summary>
internal sealed class NftClient(NftFamily family, string table) : IDisposable
{
    private readonly NetlinkConnection _connection = NetlinkConnection.Open(NetlinkProtocol.Netfilter);

    public NftFamily Family => family;

    public string Table => table;

    /// <summary>Notifications of our own changes carry it.</summary>
    public uint Port => _connection.Port;

    /// <exception cref="NetlinkException">Nothing was changed.</exception>
    public void Commit(string operation, Action<NftBatch> build) => _connection.ExecuteBatch(operation, (writer, sequence) =>
    {
        var batch = new NftBatch(writer, sequence, family, table);
        build(batch);
        return batch.Complete();
    });

    public void Dispose() => _connection.Dispose();
}
