using System.Text;
using Davit.Linux;
using Davit.Linux.Sockets;
using Davit.Runtime.Interpreter;

namespace Davit.Runtime.Launching;

/// <summary>One message of a child, and the descriptor that came with it, which the receiver owns.</summary>
internal readonly record struct ChildAnswer(
    ChildMessageKind Kind, int Operation, Errno Errno, int Value, string Text, FileDescriptor? File)
{
    /// <summary>False at the end of the conversation.</summary>
    public static unsafe bool TryReceive(FileDescriptor socket, out ChildAnswer answer)
    {
        ChildMessage message = default;
        var files = new List<FileDescriptor>();
        var count = DescriptorPassing.TryReceive(socket, new Span<byte>(&message, sizeof(ChildMessage)), files, out var errno);
        if (errno is not (Errno.None or Errno.ECONNRESET))
        {
            throw new LinuxException(errno, "recvmsg");
        }

        if (count < ChildMessage.HeaderSize)
        {
            answer = default;
            return false;
        }

        var text = new ReadOnlySpan<byte>(message.Text, ChildMessage.TextSize);
        var end = text.IndexOf((byte)0);
        answer = new(
            message.Kind,
            message.Operation,
            (Errno)message.Errno,
            message.Value,
            Encoding.UTF8.GetString(end < 0 ? text : text[..end]).Trim(),
            files.Count > 0 ? files[0] : null);
        return true;
    }
}
