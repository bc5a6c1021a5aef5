using Davit.Runtime.Plan;

namespace Davit.Runtime.Interpreter;

/// <summary>Everything the child knows; in unmanaged memory, made by the parent before clone3.</summary>
internal unsafe struct ChildState
{
    /// <summary>Size of <see cref="Buffer"/>: the state document for hooks, file contents.</summary>
    public const int BufferSize = 64 * 1024;

    public const int DetailSize = 200;

    public Kernel Kernel;
    public Instruction* Instructions;
    public int Count;

    /// <summary>Index of the operation that runs.</summary>
    public int Current;

    /// <summary>Descriptors by <see cref="Slot"/>; -1 is none.</summary>
    public int* Slots;

    /// <summary>Descriptors to keep at the beginning, sorted; all others are closed.</summary>
    public int* Keep;
    public int KeepCount;

    public byte* Buffer;
    public int BufferLength;

    /// <summary>What the kernel or a hook said about a failure, NUL-terminated.</summary>
    public byte* Detail;

    /// <summary>Candidates of the program's path, set by <see cref="OpCode.FindProgram"/>.</summary>
    public byte** Candidates;

    /// <summary>HOME=… for the environment, when the specification has none.</summary>
    public byte* Home;

    /// <summary>The working directory was not open to root (a remote file system): the user tries again.</summary>
    public bool DirectoryPending;

    /// <summary>The process was released: failures are told to whoever did it, who then inspects the root.</summary>
    public bool Released;
}
