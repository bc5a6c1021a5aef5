using Davit.Linux;
using Davit.Linux.Processes;
using Davit.Linux.Sockets;
using Davit.Oci.Runtime;
using Davit.Runtime.Hooks;
using Davit.Runtime.Launching;

namespace Davit.Runtime;

/// <summary>The socket on which a created container waits for <c>start</c> from another process.</summary>
public static class StartSocket
{
    /// <summary>A socket for <see cref="LaunchRequest.StartListener"/>; the caller disposes it and removes the path.</summary>
    public static FileDescriptor Listen(string path) => UnixSocketCalls.Listen(path, SocketKind.SeqPacket, backlog: 4);

    /// <summary>Releases the container and waits until its program was executed; runs the hooks of a start.</summary>
    /// <param name="path">Path given to <see cref="Listen"/>.</param>
    /// <param name="spec">The container's specification.</param>
    /// <param name="id">The container's id.</param>
    /// <param name="bundle">The container's bundle.</param>
    /// <param name="pid">The container's first process.</param>
    /// <exception cref="LaunchException">The program could not be executed, or the container is gone.</exception>
    public static void Release(string path, Spec spec, string id, string bundle, int pid)
    {
        FileDescriptor socket;
        try
        {
            socket = UnixSocketCalls.Connect(path, SocketKind.SeqPacket);
        }
        catch (LinuxException failure)
        {
            throw new LaunchException(LaunchFailure.Other, "the container does not wait for a start", failure)
            {
                Errno = failure.Errno,
            };
        }

        using (socket)
        {
            var ownPidNamespace = spec.Linux?.Namespaces?.Any(n => n.Type == "pid" && string.IsNullOrEmpty(n.Path)) == true;
            var state = StateText.Create(spec, id, bundle, "created", ownPidNamespace ? 1 : pid);
            StartConversation.Run(socket, spec, state, pid, plan: null, id, bundle);
        }
    }
}
