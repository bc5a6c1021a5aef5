using System.Runtime.InteropServices;

namespace Davit.Linux.Terminals;

/// <summary>struct winsize of ioctl_tty(2).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct WindowSize
{
    public ushort Rows;
    public ushort Columns;
    private readonly ushort pixelsX;
    private readonly ushort pixelsY;
}
