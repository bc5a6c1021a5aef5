using System.Runtime.InteropServices;

namespace Davit.Linux.Polling;

/// <summary>struct epoll_event; packed on x86-64 (epoll_ctl(2)).</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct EpollEvent
{
    public PollEvents Events;
    public ulong Key;
}
