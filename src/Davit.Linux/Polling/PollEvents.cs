namespace Davit.Linux.Polling;

/// <summary>Events of poll(2) and epoll(7).</summary>
[Flags]
public enum PollEvents : uint
{
    None = 0,
    In = 1,
    Priority = 2,
    Out = 4,
    Error = 8,
    HangUp = 16,
    ReadHangUp = 0x2000,
    EdgeTriggered = 1u << 31,
    OneShot = 1u << 30,
}
