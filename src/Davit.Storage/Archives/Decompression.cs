using System.IO.Compression;
using Davit.Storage.Streams;
using SharpCompress.Compressors.BZip2;
using ZstdSharp;

namespace Davit.Storage.Archives;

/// <summary>Opens a stream whatever its compression: the first bytes decide, never a name or a media type. No program is run for it.</summary>
internal static class Decompression
{
    public const int MagicLength = 6;

    // A frame may ask for a window of gigabytes; zstd's own command line stops at 128 MiB unless told otherwise (zstd(1), --long).
    private const int ZstdWindowLogMax = 27;

    // Without this, .NET takes the end of a truncated gzip stream for the end of its data.
    static Decompression() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    public static CompressionFormat Sniff(ReadOnlySpan<byte> start) => start switch
    {
        [0x1f, 0x8b, ..] => CompressionFormat.Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] => CompressionFormat.Zstd,

        // A skippable frame may come first (RFC 8878, 3.1.2).
        [>= 0x50 and <= 0x5f, 0x2a, 0x4d, 0x18, ..] => CompressionFormat.Zstd,
        [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => CompressionFormat.Xz,
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', ..] => CompressionFormat.Bzip2,
        _ => CompressionFormat.None,
    };

    /// <summary>The decompressed stream; disposing it leaves <paramref name="source"/> open.</summary>
    public static Stream Open(Stream source, ArchiveLimits limits)
    {
        var start = new byte[MagicLength];
        var count = source.ReadAtLeast(start, MagicLength, throwOnEndOfStream: false);
        var format = Sniff(start.AsSpan(0, count));
        var whole = new PrefixedStream(start.AsMemory(0, count), source, ownsRest: false);
        if (format == CompressionFormat.None)
        {
            return whole;
        }

        var counted = new CountingStream(whole);
        return new LimitedStream(() => OpenFormat(counted, format), counted, limits);
    }

    private static Stream OpenFormat(Stream source, CompressionFormat format)
    {
        switch (format)
        {
            case CompressionFormat.Gzip:
                return new GZipStream(source, CompressionMode.Decompress);
            case CompressionFormat.Zstd:
                var zstd = new DecompressionStream(source, bufferSize: 1 << 17);
                zstd.SetParameter(ZstdSharp.Unsafe.ZSTD_dParameter.ZSTD_d_windowLogMax, ZstdWindowLogMax);
                return zstd;
            case CompressionFormat.Xz:
                return new XzStreams(source);
            default:
                return BZip2Stream.Create(source, SharpCompress.Compressors.CompressionMode.Decompress, decompressConcatenated: true, leaveOpen: true);
        }
    }
}
