using System.Runtime.InteropServices;

namespace Davit.Linux.Sockets;

/// <summary>Messages with descriptors, SCM_RIGHTS of unix(7).</summary>
public static partial class DescriptorPassing
{
    private const int MaximumDescriptors = 16;
    private const int CloseOnExec = 0x40000000;
    private const int NoSignal = 0x4000;

    /// <summary>cmsghdr on 64-bit: length 8, level 4, type 4.</summary>
    private const int HeaderSize = 16;

    /// <summary>Sends bytes (at least one) with duplicates of the descriptors, which stay the caller's.</summary>
    public static unsafe void Send(FileDescriptor socket, ReadOnlySpan<byte> data, params ReadOnlySpan<FileDescriptor> files)
    {
        var controlSize = files.IsEmpty ? 0 : HeaderSize + ((files.Length * sizeof(int) + 7) & ~7);
        var control = stackalloc byte[HeaderSize + MaximumDescriptors * sizeof(int)];
        WriteHeader(control, files);
        fixed (byte* start = data)
        {
            var vector = new IoVector { Base = start, Length = (nuint)data.Length };
            var message = new MessageHeader
            {
                Vectors = &vector,
                VectorCount = 1,
                Control = controlSize == 0 ? null : control,
                ControlLength = (nuint)controlSize,
            };
            while (SendmsgCall(socket.Value, &message, NoSignal) < 0)
            {
                if (Syscall.LastErrno is var errno && errno != Errno.EINTR)
                {
                    throw new LinuxException(errno, "sendmsg");
                }
            }
        }
    }

    /// <summary>Receives one message; descriptors in it are appended to <paramref name="files"/> and belong to the caller.</summary>
    /// <returns>Number of bytes, 0 at the end; negative with <paramref name="errno"/> on failure.</returns>
    public static unsafe int TryReceive(
        FileDescriptor socket, Span<byte> buffer, ICollection<FileDescriptor> files, out Errno errno)
    {
        var control = stackalloc byte[HeaderSize + MaximumDescriptors * sizeof(int)];
        fixed (byte* start = buffer)
        {
            nint count;
            MessageHeader message;
            do
            {
                var vector = new IoVector { Base = start, Length = (nuint)buffer.Length };
                message = new MessageHeader
                {
                    Vectors = &vector,
                    VectorCount = 1,
                    Control = control,
                    ControlLength = HeaderSize + MaximumDescriptors * sizeof(int),
                };
                count = RecvmsgCall(socket.Value, &message, CloseOnExec);
                errno = count < 0 ? Syscall.LastErrno : Errno.None;
            }
            while (errno == Errno.EINTR);

            if (count >= 0)
            {
                ReadDescriptors(control, (int)message.ControlLength, files);
            }

            return (int)count;
        }
    }

    private static unsafe void WriteHeader(byte* control, ReadOnlySpan<FileDescriptor> files)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(files.Length, MaximumDescriptors, nameof(files));
        *(nuint*)control = (nuint)(HeaderSize + files.Length * sizeof(int));
        ((int*)control)[2] = 1; // SOL_SOCKET
        ((int*)control)[3] = 1; // SCM_RIGHTS
        for (var i = 0; i < files.Length; i++)
        {
            ((int*)(control + HeaderSize))[i] = files[i].Value;
        }
    }

    private static unsafe void ReadDescriptors(byte* control, int length, ICollection<FileDescriptor> files)
    {
        if (length < HeaderSize || ((int*)control)[2] != 1 || ((int*)control)[3] != 1)
        {
            return;
        }

        var count = ((int)*(nuint*)control - HeaderSize) / sizeof(int);
        for (var i = 0; i < count; i++)
        {
            files.Add(new FileDescriptor(((int*)(control + HeaderSize))[i]));
        }
    }

    [LibraryImport("libc", EntryPoint = "sendmsg", SetLastError = true)]
    private static unsafe partial nint SendmsgCall(int fd, MessageHeader* message, int flags);

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    private static unsafe partial nint RecvmsgCall(int fd, MessageHeader* message, int flags);
}
