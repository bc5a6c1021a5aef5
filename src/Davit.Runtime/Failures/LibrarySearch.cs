using System.Buffers.Binary;
using System.Text;
using Davit.Linux;
using Davit.Oci.Runtime;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Failures;

/// <summary>Finds a library that a dynamic program names and the image has not. Only directly named libraries are looked for.</summary>
internal static class LibrarySearch
{
    private const int MaximumFile = 64 << 20;
    private const int SectionlessLimit = 4096;
    private const uint LoadSegment = 1;
    private const uint DynamicSegment = 2;
    private const long Needed = 1;
    private const long StringTable = 5;
    private const long RunPath = 29;
    private const long RPath = 15;

    private static readonly string[] Directories =
    [
        "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib64", "/usr/lib64", "/lib", "/usr/lib", "/usr/local/lib",
        "/usr/local/lib/x86_64-linux-gnu", "/usr/local/lib64",
    ];

    public static string? FindMissing(FileDescriptor root, ProcessSpec process)
    {
        foreach (var path in ProgramPaths.Candidates(process))
        {
            if (ProgramInspector.ReadHead(root, path, MaximumFile) is { } image && ElfImage.Machine(image) == ElfImage.NativeMachine)
            {
                return FindMissing(root, path, image);
            }
        }

        return null;
    }

    private static string? FindMissing(FileDescriptor root, string path, byte[] image)
    {
        var entries = Dynamic(image);
        if (entries.FirstOrDefault(e => e.Tag == StringTable) is not { Tag: StringTable } table)
        {
            return null;
        }

        var strings = FileOffset(image, (ulong)table.Value);

        // A program that brings its own search path knows more than this search does.
        if (strings is null || entries.Any(e => e.Tag is RunPath or RPath))
        {
            return null;
        }

        foreach (var entry in entries.Where(e => e.Tag == Needed))
        {
            var name = Text(image, strings.Value + (ulong)entry.Value);
            if (name is { Length: > 0 } && !Directories.Any(d => ProgramInspector.ReadHead(root, $"{d}/{name}", 1) is not null))
            {
                return $"exec: \"{path}\": its library {name} is not in the image";
            }
        }

        return null;
    }

    private static List<(long Tag, long Value)> Dynamic(byte[] image)
    {
        const int EntrySize = 16;
        var entries = new List<(long, long)>();
        foreach (var (type, offset, _, size) in Segments(image))
        {
            for (var at = offset; type == DynamicSegment && at + EntrySize <= Math.Min(offset + size, (ulong)image.Length); at += EntrySize)
            {
                entries.Add((
                    BinaryPrimitives.ReadInt64LittleEndian(image.AsSpan((int)at)),
                    BinaryPrimitives.ReadInt64LittleEndian(image.AsSpan((int)at + 8))));
            }
        }

        return entries.Count > SectionlessLimit ? [] : entries;
    }

    private static ulong? FileOffset(byte[] image, ulong address)
    {
        foreach (var (type, offset, start, size) in Segments(image))
        {
            if (type == LoadSegment && address >= start && address < start + size)
            {
                return address - start + offset;
            }
        }

        return null;
    }

    private static IEnumerable<(uint Type, ulong Offset, ulong Address, ulong Size)> Segments(byte[] image)
    {
        const int HeaderSize = 56;
        var offset = BinaryPrimitives.ReadUInt64LittleEndian(image.AsSpan(32));
        var count = BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(56));
        for (var i = 0; i < count && offset + (ulong)((i + 1) * HeaderSize) <= (ulong)image.Length; i++)
        {
            var at = (int)offset + (i * HeaderSize);
            yield return (
                BinaryPrimitives.ReadUInt32LittleEndian(image.AsSpan(at)),
                BinaryPrimitives.ReadUInt64LittleEndian(image.AsSpan(at + 8)),
                BinaryPrimitives.ReadUInt64LittleEndian(image.AsSpan(at + 16)),
                BinaryPrimitives.ReadUInt64LittleEndian(image.AsSpan(at + 32)));
        }
    }

    private static string? Text(byte[] image, ulong offset)
    {
        if (offset >= (ulong)image.Length)
        {
            return null;
        }

        var text = image.AsSpan((int)offset);
        var end = text.IndexOf((byte)0);
        return end < 0 ? null : Encoding.UTF8.GetString(text[..end]);
    }
}
