using System.Runtime.ExceptionServices;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Processes;

namespace Davit.Privileged.Tests.Network;

/// <summary>Runs something on a thread inside another network namespace; sockets that it makes stay there.</summary>
internal static class Namespaced
{
    public static T Run<T>(string? netns, Func<T> action)
    {
        if (netns is null)
        {
            return action();
        }

        var result = default(T)!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                using var file = OpenCalls.Open(netns, OpenFlags.ReadOnly);
                Assert.Equal(Errno.None, ProcessCalls.TrySetNamespace(file, (int)CloneFlags.NewNetwork));
                result = action();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }
}
