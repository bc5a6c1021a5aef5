using Davit.Linux;
using Davit.Linux.Netlink;
using Davit.Network.Netlink;

namespace Davit.Network.Nftables;

/// <summary>
/// Notices that somebody else took rules of ours away (<c>nft flush ruleset</c>, a reload of firewalld) and writes them again, and that
/// somebody's chain began to drop what ours accept. One thread that sleeps in the kernel until the rules of this namespace change.
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
        var missing = Changes.Foreign; // somebody's chain may drop already
        while (!_ended)
        {
            missing = Repair(missing);
            if (_socket.Wait(missing == Changes.None ? -1 : RetryMilliseconds))
            {
                missing |= Drain(buffer);
            }
        }
    }

    /// <summary>Reads all that is there: a flush is many messages, and one repair is enough.</summary>
    private Changes Drain(byte[] buffer)
    {
        var changes = Changes.None;
        while (_socket.Wait(0))
        {
            var length = _socket.TryReceive(buffer, out var errno);
            // ENOBUFS: so much happened that the kernel gave up telling us.
            changes |= errno switch
            {
                Errno.None => Read(buffer.AsSpan(0, length)),
                Errno.ENOBUFS => Changes.Own | Changes.Foreign,
                _ => Changes.None,
            };
        }

        return changes;
    }

    private Changes Read(ReadOnlySpan<byte> data)
    {
        var changes = Changes.None;
        while (NetlinkMessage.TryRead(ref data, out var message))
        {
            if (message.Payload.Length <= 4 || _firewall.IsOwn(message.Port))
            {
                continue;
            }

            var deleted = message.Type is NftBatch.DeleteTable or NftBatch.DeleteChain or NftBatch.DeleteRule or NftBatch.DeleteSet
                or NftBatch.DeleteElement;
            if (NameOf(message.Payload[4..]) == _firewall.Table)
            {
                changes |= deleted ? Changes.Own : Changes.None;
            }
            else if (deleted || message.Type == NftBatch.NewChain)
            {
                changes |= Changes.Foreign; // a new policy is told as a new chain
            }
        }

        return changes;
    }

    /// <summary>The table's name is the first attribute of every message about a table or what is in it.</summary>
    private static string NameOf(ReadOnlySpan<byte> attributes)
    {
        var walk = new NetlinkAttributes(attributes);
        return walk.Next() && walk.Type == 1 ? walk.Text : "";
    }

    /// <summary>Returns what could not be repaired now.</summary>
    private Changes Repair(Changes changes)
    {
        var left = changes;
        if (changes.HasFlag(Changes.Own) && Try("cannot be written again", _firewall.Reapply))
        {
            _log($"firewall table {_firewall.Table} was changed by another program and is written again");
            left &= ~Changes.Own;
        }

        if (changes.HasFlag(Changes.Foreign))
        {
            // A chain that cannot be read or changed is told once by its error; the next change of it is another occasion.
            Try("may be overruled by another table", _firewall.CheckForeign);
            left &= ~Changes.Foreign;
        }

        return left;
    }

    private bool Try(string failure, Action repair)
    {
        try
        {
            repair();
            return true;
        }
        catch (Exception e)
        {
            _log($"firewall table {_firewall.Table} {failure}: {e.Message}");
            return false;
        }
    }

    [Flags]
    private enum Changes
    {
        None = 0,
        Own = 1,
        Foreign = 2,
    }
}
