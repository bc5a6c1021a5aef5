using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Shim.Server;

/// <summary>
/// The pipes of one process. Streams that nobody wants are <c>/dev/null</c>; a process with a terminal gets no pipes at all. Owns all ends
/// until <see cref="TakeInput"/> and its like give one away.
/// </summary>
internal sealed class TaskStdio : IDisposable
{
    private FileDescriptor? _inputWriter;
    private FileDescriptor? _outputReader;
    private FileDescriptor? _errorReader;

    public TaskStdio(bool terminal, bool stdin, bool stdout, bool stderr)
    {
        Terminal = terminal;
        if (terminal)
        {
            return;
        }

        (Input, _inputWriter) = stdin ? PipeCalls.Create() : (OpenNull(OpenFlags.ReadOnly), null);
        (_outputReader, Output) = stdout ? PipeCalls.Create() : (null, OpenNull(OpenFlags.WriteOnly));
        (_errorReader, Error) = stderr ? PipeCalls.Create() : (null, OpenNull(OpenFlags.WriteOnly));
        HasInput = stdin;
        HasOutput = stdout;
        HasError = stderr;
    }

    public bool Terminal { get; }

    /// <summary>The process's ends; null with a terminal.</summary>
    public FileDescriptor? Input { get; }

    public FileDescriptor? Output { get; }

    public FileDescriptor? Error { get; }

    public bool HasInput { get; }

    public bool HasOutput { get; }

    public bool HasError { get; }

    /// <summary>
    /// The user of the process owns its pipes, so that it can open <c>/dev/stdout</c> and its like again (which checks the mode of the pipe).
    /// </summary>
    public void GiveTo(uint uid, uint gid)
    {
        if (HasInput)
        {
            OwnershipCalls.ChangeOwner(Input!, uid, gid);
        }

        if (HasOutput)
        {
            OwnershipCalls.ChangeOwner(Output!, uid, gid);
        }

        if (HasError)
        {
            OwnershipCalls.ChangeOwner(Error!, uid, gid);
        }
    }

    public FileDescriptor? TakeInput() => Take(ref _inputWriter);

    public FileDescriptor? TakeOutput() => Take(ref _outputReader);

    public FileDescriptor? TakeError() => Take(ref _errorReader);

    /// <summary>The process has its ends: a reader must see the end of file when the process closes them.</summary>
    public void CloseProcessEnds()
    {
        Input?.Dispose();
        Output?.Dispose();
        Error?.Dispose();
    }

    public void Dispose()
    {
        CloseProcessEnds();
        _inputWriter?.Dispose();
        _outputReader?.Dispose();
        _errorReader?.Dispose();
    }

    private static FileDescriptor OpenNull(OpenFlags flags) => OpenCalls.Open("/dev/null", flags);

    private static FileDescriptor? Take(ref FileDescriptor? end)
    {
        var taken = end;
        end = null;
        return taken;
    }
}
