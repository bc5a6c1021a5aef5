using System.Runtime.InteropServices;
using Davit.Linux;
using Davit.Linux.Netlink;

namespace Davit.Network.Netlink;

/// <summary>
/// Request and answer over one netlink socket. It stays in the network namespace it was opened in. One thread at a time
/// (a lock inside); the kernel answers before sendmsg returns, so nothing here waits for long, except for the kernel's own locks.
/// </summary>
internal sealed class NetlinkConnection : IDisposable
{
    private const ushort ErrorMessage = 2;
    private const ushort DoneMessage = 3;
    private const ushort ExtendedMessage = 1;

    private readonly NetlinkSocket _socket;
    private readonly Lock _gate = new();
    private readonly byte[] _receive = new byte[64 * 1024];
    private readonly NetlinkWriter _writer = new();
    private uint _sequence;

    private NetlinkConnection(NetlinkSocket socket) => _socket = socket;

    public delegate void MessageHandler(in NetlinkMessage message);

    /// <summary>Our address on the bus: notifications caused by this connection carry it.</summary>
    public uint Port => _socket.Port;

    public static NetlinkConnection Open(NetlinkProtocol protocol) => new(NetlinkSocket.Open(protocol));

    /// <summary>Sends the messages that <paramref name="build"/> writes and waits for the acknowledgement of each; throws the first refusal.</summary>
    public void Execute(string operation, Action<NetlinkWriter, uint> build)
    {
        lock (_gate)
        {
            Send(build, out var first);
            var pending = _writer.Count;
            NetlinkException? failure = null;
            while (pending > 0)
            {
                var data = Receive();
                while (NetlinkMessage.TryRead(ref data, out var message))
                {
                    if (message.Type == ErrorMessage && message.Sequence - first < (uint)_writer.Count)
                    {
                        pending--;
                        failure ??= Failure(operation, message);
                    }
                }
            }

            if (failure is not null)
            {
                throw failure;
            }
        }
    }

    /// <summary>
    /// Sends an nfnetlink batch. Refusals come with the sequence number of the message refused; the end is the answer to
    /// <paramref name="last"/>, the one message that asked for an acknowledgement, or a refusal of the whole batch (its first message).
    /// </summary>
    public void ExecuteBatch(string operation, Func<NetlinkWriter, uint, uint> build)
    {
        lock (_gate)
        {
            uint last = 0;
            Send((writer, sequence) => last = build(writer, sequence), out var first);
            NetlinkException? failure = null;
            for (var done = false; !done;)
            {
                var data = Receive();
                while (NetlinkMessage.TryRead(ref data, out var message))
                {
                    if (message.Type == ErrorMessage && message.Sequence - first < (uint)_writer.Count)
                    {
                        failure ??= Failure(operation, message);
                        done |= message.Sequence == last || (message.Sequence == first && failure is not null);
                    }
                }
            }

            if (failure is not null)
            {
                throw failure;
            }
        }
    }

    /// <summary>Sends one dump request and gives each answer to <paramref name="handler"/>; an interrupted dump is asked again by the caller.</summary>
    /// <returns>False when the kernel's tables changed in between, so that entries may be missing.</returns>
    public bool Dump(string operation, Action<NetlinkWriter, uint> build, MessageHandler handler)
    {
        lock (_gate)
        {
            Send(build, out var first);
            var consistent = true;
            while (true)
            {
                var data = Receive();
                while (NetlinkMessage.TryRead(ref data, out var message))
                {
                    if (message.Sequence != first)
                    {
                        continue;
                    }

                    consistent &= !message.Flags.HasFlag(NetlinkFlags.DumpInterrupted);
                    if (message.Type == DoneMessage)
                    {
                        return consistent;
                    }

                    if (message.Type == ErrorMessage)
                    {
                        throw Failure(operation, message) ?? new NetlinkException(Errno.EPROTO, operation, "unexpected acknowledgement");
                    }

                    handler(message);
                }
            }
        }
    }

    /// <summary>Sends one request that has a single message as answer.</summary>
    public void Ask(string operation, Action<NetlinkWriter, uint> build, MessageHandler handler)
    {
        lock (_gate)
        {
            Send(build, out var first);
            while (true)
            {
                var data = Receive();
                while (NetlinkMessage.TryRead(ref data, out var message))
                {
                    if (message.Sequence != first)
                    {
                        continue;
                    }

                    if (message.Type == ErrorMessage)
                    {
                        throw Failure(operation, message) ?? new NetlinkException(Errno.EPROTO, operation, "unexpected acknowledgement");
                    }

                    handler(message);
                    return;
                }
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private void Send(Action<NetlinkWriter, uint> build, out uint first)
    {
        _writer.Clear();
        first = _sequence + 1;
        build(_writer, first);
        _writer.End();
        _sequence += (uint)_writer.Count;
        _socket.Send(_writer.Written.Span);
    }

    private ReadOnlySpan<byte> Receive() => _receive.AsSpan(0, _socket.Receive(_receive));

    /// <summary>Null for a plain acknowledgement. The layout is struct nlmsgerr; explanations follow as attributes (NETLINK_EXT_ACK, NETLINK_CAP_ACK).</summary>
    private static NetlinkException? Failure(string operation, in NetlinkMessage message)
    {
        var code = MemoryMarshal.Read<int>(message.Payload);
        if (code == 0)
        {
            return null;
        }

        var explanation = "";
        if (message.Flags.HasFlag(NetlinkFlags.AckTlvs) && message.Payload.Length >= 20)
        {
            // With NETLINK_CAP_ACK the kernel repeats only the header of the refused message, else all of it.
            var skip = message.Flags.HasFlag(NetlinkFlags.Capped) ? 20 : 4 + (int)MemoryMarshal.Read<uint>(message.Payload[4..]);
            var attributes = new NetlinkAttributes(message.Payload[Math.Min(skip, message.Payload.Length)..]);
            while (attributes.Next())
            {
                explanation = attributes.Type == ExtendedMessage ? attributes.Text : explanation;
            }
        }

        return new NetlinkException((Errno)(-code), operation, explanation);
    }
}
