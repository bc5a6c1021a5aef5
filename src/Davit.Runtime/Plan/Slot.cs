namespace Davit.Runtime.Plan;

/// <summary>Places for descriptors that the child opens or inherits. Those from <see cref="FirstFree"/> on are given out by the compiler.</summary>
internal static class Slot
{
    /// <summary>Conversation with whoever launched, then with whoever starts.</summary>
    public const int Sync = 0;

    /// <summary>Listening socket on which <c>start</c> connects.</summary>
    public const int StartListener = 1;

    /// <summary>The host's /proc, opened before the root changes and checked to be procfs.</summary>
    public const int HostProc = 2;

    /// <summary>The container's root.</summary>
    public const int Root = 3;

    /// <summary>A detached mount of the null device, to cover files with.</summary>
    public const int Null = 4;

    /// <summary>The console's slave.</summary>
    public const int Console = 5;

    /// <summary>pidfd of the process whose namespaces are joined.</summary>
    public const int Target = 6;

    /// <summary>The sealed program that executes the container's program.</summary>
    public const int Trampoline = 7;

    public const int Input = 8;
    public const int Output = 9;
    public const int Error = 10;

    /// <summary>Files of control groups to join, and those after it up to <see cref="LastGroup"/>; more hierarchies than these no kernel has.</summary>
    public const int FirstGroup = 11;
    public const int LastGroup = 31;

    /// <summary>From here on the compiler gives them out.</summary>
    public const int FirstFree = 32;

    public const int None = -1;
}
