using Davit.Linux;
using Davit.Linux.Files;
using Davit.Shim.Logs;

namespace Davit.Shim.Server;

/// <summary>Connects the shim's ends of a process's streams with the loop.</summary>
internal static class TaskStreams
{
    /// <param name="console">The master of the terminal, which stays the caller's.</param>
    public static void Connect(EventLoop loop, TaskStdio stdio, FileDescriptor? console, OutputHub hub, InputPump? input)
    {
        stdio.CloseProcessEnds();
        if (console is not null)
        {
            // One open file for both directions; epoll needs a number for each.
            _ = new OutputPump(loop, ReadWriteCalls.Duplicate(console), LogStream.Stdout, hub);
            input?.SetTarget(ReadWriteCalls.Duplicate(console));
            return;
        }

        if (stdio.TakeOutput() is { } output)
        {
            _ = new OutputPump(loop, output, LogStream.Stdout, hub);
        }

        if (stdio.TakeError() is { } error)
        {
            _ = new OutputPump(loop, error, LogStream.Stderr, hub);
        }

        if (stdio.TakeInput() is { } writer)
        {
            input?.SetTarget(writer);
        }
    }
}
