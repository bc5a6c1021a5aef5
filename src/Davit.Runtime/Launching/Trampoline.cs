using System.Buffers.Binary;
using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Runtime.Launching;

/// <summary>
/// A program of 133 bytes in a sealed memory file that executes the container's program. While the kernel looks for that, or for
/// its <c>#!</c> interpreter, <c>/proc/self/exe</c> is this file, which nobody can write, and not the engine's binary
/// (CVE-2019-5736).
/// </summary>
internal static class Trampoline
{
    private const int ElfHeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const ulong Address = 0x400000;

    // argv: a byte that is the descriptor of the conversation; the program; then the program's own vector.
    //   mov rbx,[rsp+8]; movzx ebx,byte [rbx]                     the descriptor
    //   fcntl(ebx, F_SETFD, FD_CLOEXEC); js fail                  the next execve ends the conversation
    //   execve([rsp+16], rsp+24, rsp+8*argc+16)
    // fail:
    //   write(ebx, {ExecuteFailed, 0, errno, 0}, 16)              a ChildMessage without text
    //   read(ebx, …, 1); exit_group(127)                          the other side looks at the root meanwhile
    private static ReadOnlySpan<byte> Code =>
    [
        0x48, 0x8b, 0x5c, 0x24, 0x08, 0x0f, 0xb6, 0x1b, 0x89, 0xdf, 0xbe, 0x02, 0x00, 0x00, 0x00, 0xba, 0x01, 0x00, 0x00,
        0x00, 0xb8, 0x48, 0x00, 0x00, 0x00, 0x0f, 0x05, 0x85, 0xc0, 0x78, 0x1a, 0x48, 0x8b, 0x7c, 0x24, 0x10, 0x48, 0x8d,
        0x74, 0x24, 0x18, 0x48, 0x8b, 0x0c, 0x24, 0x48, 0x8d, 0x54, 0xcc, 0x10, 0xb8, 0x3b, 0x00, 0x00, 0x00, 0x0f, 0x05,
        0xf7, 0xd8, 0x48, 0x83, 0xec, 0x20, 0xc7, 0x04, 0x24, 0x07, 0x00, 0x00, 0x00, 0xc7, 0x44, 0x24, 0x04, 0x00, 0x00,
        0x00, 0x00, 0x89, 0x44, 0x24, 0x08, 0xc7, 0x44, 0x24, 0x0c, 0x00, 0x00, 0x00, 0x00, 0x89, 0xdf, 0x48, 0x89, 0xe6,
        0xba, 0x10, 0x00, 0x00, 0x00, 0xb8, 0x01, 0x00, 0x00, 0x00, 0x0f, 0x05, 0x89, 0xdf, 0x48, 0x89, 0xe6, 0xba, 0x01,
        0x00, 0x00, 0x00, 0x31, 0xc0, 0x0f, 0x05, 0xbf, 0x7f, 0x00, 0x00, 0x00, 0xb8, 0xe7, 0x00, 0x00, 0x00, 0x0f, 0x05,
    ];

    /// <summary>Makes the sealed file; the caller disposes it.</summary>
    public static FileDescriptor Create()
    {
        var file = MemoryFileCalls.CreateExecutable("davit-exec");
        Span<byte> image = stackalloc byte[ElfHeaderSize + ProgramHeaderSize + Code.Length];
        Write(image);
        ReadWriteCalls.WriteAll(file, image);
        OwnershipCalls.ChangeMode(file, 0x16D /* 0555 */);
        MemoryFileCalls.Seal(file);
        return file;
    }

    // elf(5): one executable segment that holds the whole file.
    private static void Write(Span<byte> image)
    {
        const int CodeOffset = ElfHeaderSize + ProgramHeaderSize;
        image.Clear();
        ReadOnlySpan<byte> magic = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0];
        magic.CopyTo(image);
        BinaryPrimitives.WriteUInt16LittleEndian(image[16..], 2); // ET_EXEC
        BinaryPrimitives.WriteUInt16LittleEndian(image[18..], 62); // EM_X86_64
        BinaryPrimitives.WriteUInt32LittleEndian(image[20..], 1);
        BinaryPrimitives.WriteUInt64LittleEndian(image[24..], Address + CodeOffset);
        BinaryPrimitives.WriteUInt64LittleEndian(image[32..], ElfHeaderSize);
        BinaryPrimitives.WriteUInt16LittleEndian(image[52..], ElfHeaderSize);
        BinaryPrimitives.WriteUInt16LittleEndian(image[54..], ProgramHeaderSize);
        BinaryPrimitives.WriteUInt16LittleEndian(image[56..], 1);
        var segment = image[ElfHeaderSize..];
        BinaryPrimitives.WriteUInt32LittleEndian(segment, 1); // PT_LOAD
        BinaryPrimitives.WriteUInt32LittleEndian(segment[4..], 5); // readable, executable
        BinaryPrimitives.WriteUInt64LittleEndian(segment[16..], Address);
        BinaryPrimitives.WriteUInt64LittleEndian(segment[24..], Address);
        BinaryPrimitives.WriteUInt64LittleEndian(segment[32..], (ulong)image.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(segment[40..], (ulong)image.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(segment[48..], 0x1000);
        Code.CopyTo(image[CodeOffset..]);
    }
}
