namespace Davit.Runtime.Seccomp;

/// <summary>A compiled filter. Immutable; may be shared between threads and containers.</summary>
public sealed class SeccompProgram
{
    internal SeccompProgram(byte[] code, uint flags, bool needsListener)
    {
        Code = code;
        Flags = flags;
        NeedsListener = needsListener;
    }

    /// <summary>An array of <c>struct sock_filter</c> (8 bytes each), as seccomp(2) takes it.</summary>
    public ReadOnlyMemory<byte> Code { get; }

    /// <summary>Number of instructions; at most 4096 (BPF_MAXINSNS).</summary>
    public int Count => Code.Length / 8;

    /// <summary>SECCOMP_FILTER_FLAG_… of the specification, SECCOMP_FILTER_FLAG_NEW_LISTENER included when needed.</summary>
    public uint Flags { get; }

    /// <summary>A rule notifies: seccomp(2) returns a descriptor that goes to the specification's listener path.</summary>
    public bool NeedsListener { get; }
}
