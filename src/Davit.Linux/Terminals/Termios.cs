using System.Runtime.InteropServices;

namespace Davit.Linux.Terminals;

/// <summary>The kernel's struct termios for TCGETS (not glibc's).</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct Termios
{
    public uint InputFlags;
    public uint OutputFlags;
    public uint ControlFlags;
    public uint LocalFlags;
    public byte Line;
    public fixed byte ControlCharacters[19];
}
