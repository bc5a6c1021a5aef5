namespace Davit.Runtime.Seccomp;

/// <summary>What a filter returns to the kernel (SECCOMP_RET_, linux/seccomp.h): an action and 16 bits of data.</summary>
internal readonly record struct SeccompAction(uint Value)
{
    private const uint ErrnoBase = 0x00050000;
    private const uint TraceBase = 0x7ff00000;
    private const uint Eperm = 1;
    private const uint Enosys = 38;

    internal static readonly SeccompAction KillThread = new(0x00000000);
    internal static readonly SeccompAction KillProcess = new(0x80000000);
    internal static readonly SeccompAction Trap = new(0x00030000);
    internal static readonly SeccompAction Notify = new(0x7fc00000);
    internal static readonly SeccompAction Log = new(0x7ffc0000);
    internal static readonly SeccompAction Allow = new(0x7fff0000);
    internal static readonly SeccompAction NoSuchCall = new(ErrnoBase | Enosys);

    /// <summary>The call is carried out, at least when a tracer does not object.</summary>
    internal bool IsPermissive => this == Allow || this == Log || (Value & 0xffff0000) == TraceBase;

    /// <exception cref="SeccompException">The name is none, or the number does not fit.</exception>
    internal static SeccompAction Parse(string name, uint? data) => name switch
    {
        "SCMP_ACT_KILL" or "SCMP_ACT_KILL_THREAD" => KillThread,
        "SCMP_ACT_KILL_PROCESS" => KillProcess,
        "SCMP_ACT_TRAP" => Trap,
        "SCMP_ACT_ERRNO" => new(ErrnoBase | Data(name, data)),
        "SCMP_ACT_TRACE" => new(TraceBase | Data(name, data)),
        "SCMP_ACT_NOTIFY" => Notify,
        "SCMP_ACT_LOG" => Log,
        "SCMP_ACT_ALLOW" => Allow,
        _ => throw new SeccompException($"seccomp: unknown action {name}"),
    };

    private static uint Data(string name, uint? data) => data switch
    {
        null => Eperm,
        <= ushort.MaxValue => data.Value,
        _ => throw new SeccompException($"seccomp: errnoRet {data} of {name} does not fit into 16 bits"),
    };
}
