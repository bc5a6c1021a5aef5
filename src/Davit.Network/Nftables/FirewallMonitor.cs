using Davit.Linux;
using Davit.Linux.Netlink;
using Davit.Network.Netlink;

namespace Davit.Network.Nftables;

/// <summary>
/// Notices that somebody else took rules of ours away (<c>nft flush ruleset</c>, a reload of firewalld) and writes them again. One thread
/// that sleeps in the kernel until the rules of this namespace change.
/// </summary>
internal sealed class FirewallMonitor : IDisposable
{
    private const int NftablesGroup = 7; // NFNLGRP_NFTABLES
    private const int RetryMilliseconds = 1000;

    private readonly NetlinkSocket _socket = NetlinkSocket.Open(NetlinkProtocol.Netfilter);
    private readonly Firewall _firewall;
    private readonly Action<string> _log;
    private readonly Thread _thread;
    private volatile bool _ended;

    public FirewallMonitor(Firewall firewall, Action<string> log)
    {
        _firewall = firewall;
        _log = log;
        _socket.Join(NftablesGroup);
        _thread = new Thread(Watch, 256 * 1024) { IsBackground = true, Name = "firewall" };
        _thread.Start();
    }

    public void Dispose()
    {
        _ended = true;
        _socket.Wake();
        _thread.Join();
        _socket.Dispose();
    }

    private void Watch()
    {
        var buffer = new byte[64 * 1024];
        var lost = false;
        while (!_ended)
        {
            if (_socket.Wait(lost ? RetryMilliseconds : -1) || lost)
            {
                lost = Drain(buffer) || lost;
                lost = lost && !_ended && !TryReapply();
            }
        }
    }

    /// <summary>Reads all that is there: a flush is many messages, and one repair is enough.</summary>
    private bool Drain(byte[] buffer)
    {
        var lost = false;
        while (_socket.Wait(0))
        {
            var length = _socket.TryReceive(buffer, out var errno);
            // ENOBUFS: so much happened that the kernel gave up telling us.
            lost |= errno == Errno.None ? IsLoss(buffer.AsSpan(0, length)) : errno == Errno.ENOBUFS;
        }

        return lost;
    }

    private bool IsLoss(ReadOnlySpan<byte> data)
    {
        while (NetlinkMessage.TryRead(ref data, out var message))
        {
            if (message.Type is NftBatch.DeleteTable or NftBatch.DeleteChain or NftBatch.DeleteRule or NftBatch.DeleteSet or NftBatch.DeleteElement
                && !_firewall.IsOwn(message.Port)
                && message.Payload.Length > 4
                && NameOf(message.Payload[4..]) == _firewall.Table)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The table's name is the first attribute of every message about a table or what is in it.</summary>
    private static string NameOf(ReadOnlySpan<byte> attributes)
    {
        var walk = new NetlinkAttributes(attributes);
        return walk.Next() && walk.Type == 1 ? walk.Text : "";
    }

    private bool TryReapply()
    {
        try
        {
            _firewall.Reapply();
            _log($"firewall table {_firewall.Table} was changed by another program and is written again");
            return true;
        }
        catch (Exception e)
        {
            _log($"firewall table {_firewall.Table} was changed by another program and cannot be written again: {e.Message}");
            return false;
        }
    }
}
