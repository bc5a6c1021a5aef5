using Davit.Linux.Terminals;
using System.Diagnostics.CodeAnalysis;
using Davit.Linux;

namespace Davit.Cli.Terminal;

/// <summary>The terminal that the standard streams may be connected to.</summary>
[SuppressMessage("Design", "CA1001", Justification = "the descriptors are the process's own and stay open")]
internal sealed class TerminalDevice
{
    private const int UsualColumns = 80;

    private readonly FileDescriptor _input = new(0, owns: false);
    private readonly FileDescriptor _output = new(1, owns: false);
    private readonly FileDescriptor _error = new(2, owns: false);

    public bool InputIsTerminal => TerminalCalls.IsTerminal(_input);

    public bool OutputIsTerminal => TerminalCalls.IsTerminal(_output);

    public bool ErrorIsTerminal => TerminalCalls.IsTerminal(_error);

    /// <summary>The width that help is wrapped to.</summary>
    public int Columns => Size() is { Columns: > 0 } size ? size.Columns : UsualColumns;

    /// <summary>Rows and columns of the output's terminal; zeros where it is none.</summary>
    public (int Rows, int Columns) Size() =>
        TerminalCalls.TryGetSize(_output, out var size) == Errno.None ? (size.Rows, size.Columns) : (0, 0);

    /// <summary>The same of the error output's terminal.</summary>
    public (int Rows, int Columns) ErrorSize() =>
        TerminalCalls.TryGetSize(_error, out var size) == Errno.None ? (size.Rows, size.Columns) : (0, 0);

    /// <summary>Types unseen, until disposed. Null where input is no terminal.</summary>
    public IDisposable? DisableEcho()
    {
        const uint Echo = 0x8;
        if (TerminalCalls.TryGetModes(_input, out var before) != Errno.None)
        {
            return null;
        }

        var silent = before;
        silent.LocalFlags &= ~Echo;
        TerminalCalls.TrySetModes(_input, silent);
        return new ChangedModes(_input, before);
    }

    /// <summary>Makes every key reach the reader at once, until disposed. Null where input is no terminal.</summary>
    public IDisposable? EnterRawMode()
    {
        if (TerminalCalls.TryGetModes(_input, out var before) != Errno.None)
        {
            return null;
        }

        TerminalCalls.TrySetModes(_input, TerminalCalls.ToRaw(before));
        return new ChangedModes(_input, before);
    }

    /// <summary>Gives back the modes it found; more than one disposal does no harm.</summary>
    private sealed class ChangedModes(FileDescriptor terminal, Termios before) : IDisposable
    {
        public void Dispose() => TerminalCalls.TrySetModes(terminal, before);
    }
}
