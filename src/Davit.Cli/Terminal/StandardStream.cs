using Davit.Client.Transport;
using Davit.Linux.Files;
using Davit.Linux.Polling;
using Davit.Linux;

namespace Davit.Cli.Terminal;

/// <summary>
/// Standard input, output or error by read(2) and write(2). The runtime's own console streams would edit lines on a terminal,
/// and its file streams write at positions of their own, which overwrites what others wrote to the same file.
/// </summary>
internal sealed class StandardStream(int descriptor) : ReadOnlyByteStream
{
    private readonly FileDescriptor _file = new(descriptor, owns: false);

    public override bool CanWrite => true;

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            var count = ReadWriteCalls.TryRead(_file, buffer, out var errno);
            switch (errno)
            {
                case Errno.None: return count;
                case Errno.EAGAIN: WaitFor(PollEvents.In); break;
                case Errno.EIO: return 0; // the terminal is gone
                default: throw new LinuxException(errno, "read");
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var count = ReadWriteCalls.TryWrite(_file, buffer, out var errno);
            switch (errno)
            {
                case Errno.None: buffer = buffer[count..]; break;
                case Errno.EAGAIN: WaitFor(PollEvents.Out); break;
                default: throw new LinuxException(errno, "write");
            }
        }
    }

    // Another program may have made the shared descriptor non-blocking.
    private void WaitFor(PollEvents events) => PollCalls.Wait(_file, events, -1);
}
