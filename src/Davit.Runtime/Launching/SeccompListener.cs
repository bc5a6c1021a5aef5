using System.Text.Json;
using Davit.Linux.Processes;
using Davit.Linux.Sockets;
using Davit.Oci.Runtime;

namespace Davit.Runtime.Launching;

/// <summary>Hands the descriptor of seccomp notifications to the agent (config-linux.md#seccomp, listenerPath).</summary>
internal static class SeccompListener
{
    /// <summary><paramref name="number"/> is the descriptor in the container's process, which waits meanwhile.</summary>
    public static void Send(Spec spec, int pid, int number, string id, string bundle)
    {
        var seccomp = spec.Linux!.Seccomp!;
        using var process = PidFdCalls.Open(pid);
        using var listener = PidFdCalls.GetDescriptor(process, number);
        if (seccomp.ListenerPath is not { Length: > 0 } path)
        {
            throw new LaunchException(LaunchFailure.Other, "the seccomp filter notifies, but listenerPath is missing");
        }

        var state = new ContainerProcessState
        {
            Fds = ["seccompFd"],
            Pid = pid,
            Metadata = seccomp.ListenerMetadata,
            State = new StateDocument
            {
                Id = id,
                Status = "creating",
                Pid = pid,
                Bundle = bundle,
                Annotations = spec.Annotations,
            },
        };
        using var socket = UnixSocketCalls.Connect(path, SocketKind.Stream);
        DescriptorPassing.Send(
            socket, JsonSerializer.SerializeToUtf8Bytes(state, LaunchJson.Default.ContainerProcessState), listener);
    }
}
