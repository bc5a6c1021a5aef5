using Davit.Linux;

namespace Davit.Runtime;

/// <summary>
/// The standard streams of a process: three descriptors, which stay the caller's (the process gets duplicates), or a
/// console, whose slave is made in the container's own devpts.
/// </summary>
public sealed record ProcessStreams
{
    private ProcessStreams()
    {
    }

    public FileDescriptor? Input { get; private init; }

    public FileDescriptor? Output { get; private init; }

    public FileDescriptor? Error { get; private init; }

    /// <summary>The process gets a terminal as its controlling terminal and as all three streams.</summary>
    public bool IsConsole { get; private init; }

    /// <summary>The streams of the calling process.</summary>
    public static ProcessStreams Inherited { get; } = new();

    /// <summary>A console; its size comes from the process specification.</summary>
    public static ProcessStreams Console { get; } = new() { IsConsole = true };

    /// <summary>Three open descriptors.</summary>
    public static ProcessStreams From(FileDescriptor input, FileDescriptor output, FileDescriptor error) =>
        new() { Input = input, Output = output, Error = error };
}
