using Davit.Linux;
using Davit.Linux.Polling;
using Davit.Linux.Sockets;
using Davit.Shim.Logs;
using Davit.Shim.Server;

namespace Davit.Shim;

/// <summary>
/// The role <c>davit shim</c>: internal, started by <see cref="ShimLauncher"/> only. Descriptor 3 is a socket on which comes the path of the
/// shim's directory together with the socket to listen on; its end of file means that no shim is needed. With <c>--compress PATH</c>
/// it is the helper that compresses one rotated log file.
/// </summary>
public static class ShimMain
{
    private const int LaunchSocket = 3;
    private const int MaxPath = 4096;

    /// <summary>Runs until the container's end was handed over. Returns the process's exit code.</summary>
    public static int Run(ReadOnlySpan<string> args)
    {
        if (args is ["--compress", var path])
        {
            return LogCompressor.Compress(path);
        }

        if (Receive(out var listener) is not { } directory)
        {
            return 0;
        }

        try
        {
            new ShimProcess(directory, listener!, TimeProvider.System).Run();
            return 0;
        }
        catch (Exception failure)
        {
            // The top frame: there is nobody else to tell, and the daemon shows this file.
            File.AppendAllText(new ShimDirectory(directory).Log, $"{failure}\n");
            return 1;
        }
    }

    private static string? Receive(out FileDescriptor? listener)
    {
        using var socket = new FileDescriptor(LaunchSocket);
        if (PollCalls.Wait(socket, PollEvents.In, timeoutMilliseconds: 0) == PollEvents.None)
        {
            ServiceGroup.Leave();
            Rehearsal.Run();
        }
        else
        {
            ServiceGroup.LeaveMeanwhile();
        }

        var files = new List<FileDescriptor>(1);
        Span<byte> path = stackalloc byte[MaxPath];
        var count = DescriptorPassing.TryReceive(socket, path, files, out _);
        listener = files.Count > 0 ? files[0] : null;
        return count > 0 && listener is not null ? System.Text.Encoding.UTF8.GetString(path[..count]) : null;
    }
}
