using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Runtime.Seccomp;

/// <summary>
/// Compiled filters by content: in memory for this process, in files for the next. The whole specification is kept beside the
/// code and compared, so that no two can be taken for each other. A file that is damaged or cannot be written costs time only.
/// </summary>
internal static class SeccompCache
{
    private const int Most = 64;
    private const int HeaderSize = 16;
    private const uint Magic = 0x62637364; // "dscb"
    private const uint NotifiesBit = 1;

    private static readonly ConcurrentDictionary<string, SeccompProgram> Programs = new(StringComparer.Ordinal);

    internal static SeccompProgram GetOrAdd(string key, string? directory, Func<SeccompProgram> compile)
    {
        if (Programs.TryGetValue(key, out var program))
        {
            return program;
        }

        program = (directory is null ? null : Read(FileOf(directory, key), key)) ?? CompileAndWrite(key, directory, compile);
        if (Programs.Count >= Most)
        {
            Programs.Clear();
        }

        return Programs.GetOrAdd(key, program);
    }

    internal static SeccompProgram? Read(string path, string key)
    {
        if (OpenCalls.TryOpenAt(null, path, OpenFlags.ReadOnly | OpenFlags.NoFollow, 0, out var file) != Errno.None)
        {
            return null;
        }

        using (file)
        {
            return Decode(ReadWriteCalls.ReadToEnd(file!), Encoding.UTF8.GetBytes(key));
        }
    }

    /// <summary>Header (magic, key length, flags, bits; little-endian), key, code.</summary>
    private static SeccompProgram? Decode(byte[] content, byte[] key)
    {
        var codeStart = HeaderSize + key.Length;
        if (content.Length <= codeStart || (content.Length - codeStart) % 8 != 0
            || Number(content, 0) != Magic || Number(content, 4) != key.Length || !content.AsSpan(HeaderSize, key.Length).SequenceEqual(key))
        {
            return null;
        }

        return new SeccompProgram(content[codeStart..], Number(content, 8), (Number(content, 12) & NotifiesBit) != 0);
    }

    private static SeccompProgram CompileAndWrite(string key, string? directory, Func<SeccompProgram> compile)
    {
        var program = compile();
        if (directory is not null)
        {
            try
            {
                AtomicFile.WriteVolatile(FileOf(directory, key), Encode(program, Encoding.UTF8.GetBytes(key)));
            }
            catch (LinuxException)
            {
                // A full or read-only disk: the next process compiles again.
            }
        }

        return program;
    }

    private static byte[] Encode(SeccompProgram program, byte[] key)
    {
        var content = new byte[HeaderSize + key.Length + program.Code.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(content, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(4), key.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(8), program.Flags);
        BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(12), program.NeedsListener ? NotifiesBit : 0);
        key.CopyTo(content.AsSpan(HeaderSize));
        program.Code.Span.CopyTo(content.AsSpan(HeaderSize + key.Length));
        return content;
    }

    private static uint Number(byte[] content, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(offset));

    private static string FileOf(string directory, string key) => Path.Combine(directory, Hash(key).ToString("x16", CultureInfo.InvariantCulture) + ".bpf");

    /// <summary>FNV-1a: it names a file, nothing depends on its strength.</summary>
    private static ulong Hash(string key)
    {
        var hash = 14695981039346656037;
        foreach (var character in key)
        {
            hash = (hash ^ character) * 1099511628211;
        }

        return hash;
    }
}
