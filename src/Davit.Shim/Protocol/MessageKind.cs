namespace Davit.Shim.Protocol;

/// <summary>
/// What a message is. Numbers are never reused. See <see cref="WireHeader"/> for how versions get along.
/// </summary>
internal enum MessageKind : byte
{
    /// <summary>First on every connection: version of the client. Answer: version and state of the shim.</summary>
    Hello = 1,

    /// <summary>Create and execute the container's init. Answer: pid, time.</summary>
    Start = 2,

    /// <summary>Answered when the container has ended: code, OOM, time, error.</summary>
    Wait = 3,

    /// <summary>Answered when the kernel has killed a process for want of memory.</summary>
    WaitForOom = 4,

    /// <summary>Signal number, whether all processes are meant.</summary>
    Signal = 5,

    Pause = 6,
    Resume = 7,

    /// <summary>Resources as JSON of the runtime specification.</summary>
    Update = 8,

    /// <summary>Exec id (empty: the container), width, height.</summary>
    Resize = 9,

    /// <summary>Exec id (empty: the container).</summary>
    CloseStdin = 10,

    /// <summary>Which streams. After the answer the connection carries streams and no messages any more.</summary>
    Attach = 11,

    /// <summary>Exec id, which streams, process as JSON of the runtime specification. Answer: pid; then streams, as after Attach.</summary>
    Exec = 12,

    /// <summary>Exec id. Answered when it has ended: code.</summary>
    ExecWait = 13,

    /// <summary>Exec id, signal number.</summary>
    ExecSignal = 14,

    /// <summary>The exit was recorded: the shim ends once its output was delivered.</summary>
    Release = 15,

    /// <summary>The answer of a request that succeeded; its content depends on the request.</summary>
    Done = 128,

    /// <summary>The answer of a request that failed: kind, message.</summary>
    Failed = 129,
}
