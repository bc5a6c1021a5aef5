namespace Davit.Linux.Polling;

/// <summary>eventfd(2).</summary>
public static class EventDescriptor
{
    /// <summary>A counter that is readable when it is not zero.</summary>
    public static FileDescriptor Create(bool nonBlocking)
    {
        var flags = 0x80000 | (nonBlocking ? 0x800 : 0);
        return new FileDescriptor((int)Syscall.Check(Syscall.Invoke(SyscallNumber.Eventfd2, 0, flags), "eventfd2"));
    }
}
