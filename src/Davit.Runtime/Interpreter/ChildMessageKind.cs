namespace Davit.Runtime.Interpreter;

/// <summary>Kinds of <see cref="ChildMessage"/>.</summary>
internal enum ChildMessageKind
{
    /// <summary>An operation failed; the child waits for an answer (or the end of the connection), then ends.</summary>
    Failed = 1,

    /// <summary>The container is made; the child waits for <c>start</c>.</summary>
    Ready = 2,

    /// <summary>Hooks of the runtime are to run now; the answer is the state document.</summary>
    HooksWanted = 3,

    /// <summary>The master of the console comes with this message.</summary>
    Console = 4,

    /// <summary>Value is the number of the seccomp listener in the child; the child waits for an answer.</summary>
    SeccompListener = 5,

    /// <summary>Value is the pid of the process that goes on instead of this one.</summary>
    Successor = 6,

    /// <summary>The trampoline could not execute the program.</summary>
    ExecuteFailed = 7,
}
