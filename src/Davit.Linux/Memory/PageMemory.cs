using System.Runtime.InteropServices;

namespace Davit.Linux.Memory;

/// <summary>
/// Bytes outside the garbage collected heap, in pages of their own, mmap(2): a page costs memory only once it was written, and
/// <see cref="Discard"/> gives all of them back. Not thread-safe; whoever makes it disposes it, and no span may be used after that.
/// </summary>
public sealed unsafe partial class PageMemory : IDisposable
{
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;
    private const int DontNeed = 4;

    private byte* _start;

    public PageMemory(int length)
    {
        var start = MapCall(0, (nuint)length, ReadWrite, PrivateAnonymous, -1, 0);
        _start = start != -1 ? (byte*)start : throw LinuxException.FromLastError("mmap");
        Length = length;
    }

    public int Length { get; }

    public Span<byte> Span => _start is null ? [] : new(_start, Length);

    /// <summary>Gives the pages back to the kernel, madvise(2); they read as zeros afterwards.</summary>
    public void Discard()
    {
        if (_start is not null)
        {
            _ = AdviseCall((nint)_start, (nuint)Length, DontNeed);
        }
    }

    public void Dispose()
    {
        if (_start is not null)
        {
            _ = UnmapCall((nint)_start, (nuint)Length);
            _start = null;
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint MapCall(nint address, nuint length, int protection, int flags, int fd, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int UnmapCall(nint address, nuint length);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int AdviseCall(nint address, nuint length, int advice);
}
