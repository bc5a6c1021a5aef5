namespace Davit.Runtime.Seccomp.Syscalls;

/// <summary>
/// Calls that 32-bit x86 can also make through <c>socketcall</c> or <c>ipc</c>, whose first argument says which
/// (linux/net.h, linux/ipc.h). A filter on one way only would have the other as its back door.
/// </summary>
internal static class MultiplexedCalls
{
    internal const string Socket = "socketcall";
    internal const string Ipc = "ipc";

    /// <summary>The multiplexer of a call and the call's number there; null if it has none.</summary>
    internal static (string Multiplexer, uint Number)? Find(string name) => name switch
    {
        "socket" => (Socket, 1),
        "bind" => (Socket, 2),
        "connect" => (Socket, 3),
        "listen" => (Socket, 4),
        "accept" => (Socket, 5),
        "getsockname" => (Socket, 6),
        "getpeername" => (Socket, 7),
        "socketpair" => (Socket, 8),
        "send" => (Socket, 9),
        "recv" => (Socket, 10),
        "sendto" => (Socket, 11),
        "recvfrom" => (Socket, 12),
        "shutdown" => (Socket, 13),
        "setsockopt" => (Socket, 14),
        "getsockopt" => (Socket, 15),
        "sendmsg" => (Socket, 16),
        "recvmsg" => (Socket, 17),
        "accept4" => (Socket, 18),
        "recvmmsg" => (Socket, 19),
        "sendmmsg" => (Socket, 20),
        "semop" => (Ipc, 1),
        "semget" => (Ipc, 2),
        "semctl" => (Ipc, 3),
        "semtimedop" => (Ipc, 4),
        "msgsnd" => (Ipc, 11),
        "msgrcv" => (Ipc, 12),
        "msgget" => (Ipc, 13),
        "msgctl" => (Ipc, 14),
        "shmat" => (Ipc, 21),
        "shmdt" => (Ipc, 22),
        "shmget" => (Ipc, 23),
        "shmctl" => (Ipc, 24),
        _ => null,
    };
}
