using System.Buffers.Binary;
using System.Text;

namespace Davit.Runtime.Failures;

/// <summary>The header of an ELF file, elf(5); little-endian 64-bit files are read in full, of others the machine.</summary>
internal static class ElfImage
{
    public const ushort NativeMachine = 62;
    private const int ProgramHeaderSize = 56;
    private const uint InterpreterSegment = 3;

    public static bool IsElf(ReadOnlySpan<byte> head) =>
        head.Length >= 64 && head[..4].SequenceEqual("\u007fELF"u8);

    /// <summary>e_machine, or null if it is no ELF file.</summary>
    public static ushort? Machine(ReadOnlySpan<byte> head)
    {
        if (!IsElf(head))
        {
            return null;
        }

        const int LittleEndian = 1;
        return head[5] == LittleEndian
            ? BinaryPrimitives.ReadUInt16LittleEndian(head[18..])
            : BinaryPrimitives.ReadUInt16BigEndian(head[18..]);
    }

    /// <summary>The loader of a dynamic program (PT_INTERP), or null.</summary>
    public static string? Interpreter(ReadOnlySpan<byte> head)
    {
        if (Machine(head) != NativeMachine)
        {
            return null;
        }

        var offset = BinaryPrimitives.ReadUInt64LittleEndian(head[32..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(head[56..]);
        for (var i = 0; i < count; i++)
        {
            var at = offset + (ulong)(i * ProgramHeaderSize);
            if (at > (ulong)(head.Length - ProgramHeaderSize))
            {
                return null;
            }

            var header = head[(int)at..];
            if (BinaryPrimitives.ReadUInt32LittleEndian(header) == InterpreterSegment)
            {
                return Text(head, BinaryPrimitives.ReadUInt64LittleEndian(header[8..]));
            }
        }

        return null;
    }

    /// <summary>A machine as image configurations name it.</summary>
    public static string NameOf(ushort machine) => machine switch
    {
        3 => "386",
        8 => "mips",
        20 => "ppc",
        21 => "ppc64le",
        22 => "s390x",
        40 => "arm",
        62 => "amd64",
        183 => "arm64",
        243 => "riscv64",
        258 => "loong64",
        _ => $"ELF machine {machine}",
    };

    private static string? Text(ReadOnlySpan<byte> head, ulong offset)
    {
        if (offset >= (ulong)head.Length)
        {
            return null;
        }

        var text = head[(int)offset..];
        var end = text.IndexOf((byte)0);
        return end < 0 ? null : Encoding.UTF8.GetString(text[..end]);
    }
}
