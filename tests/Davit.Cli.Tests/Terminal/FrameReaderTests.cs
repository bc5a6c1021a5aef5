using System.Buffers.Binary;
using System.Text;
using Davit.Cli.Terminal;

namespace Davit.Cli.Tests.Terminal;

/// <summary>docker's multiplexed output, in pieces of any size and from a daemon that may lie.</summary>
public sealed class FrameReaderTests
{
    [Fact]
    public void Streams_are_told_apart_however_the_bytes_arrive()
    {
        byte[] data = [.. Frame(1, "one "), .. Frame(2, "err"), .. Frame(1, ""), .. Frame(1, "two "), .. Frame(0, "three"), .. Frame(2, "!")];
        for (var piece = 1; piece <= data.Length; piece++)
        {
            Assert.Equal(("one two three", "err!"), Read(data, piece));
        }
    }

    [Fact]
    public void A_frame_larger_than_the_buffer_passes_in_parts()
    {
        var text = new string('x', 1_000_000);
        Assert.Equal((text, "end"), Read([.. Frame(1, text), .. Frame(2, "end")], 100_000));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(1000)]
    public void An_error_frame_ends_the_copy_with_its_whole_message(int piece)
    {
        var error = Assert.Throws<CommandException>(() => Read([.. Frame(1, "before"), .. Frame(3, "disk is full"), .. Frame(1, "after")], piece));
        Assert.Equal("error from daemon in stream: disk is full", error.Message);
    }

    [Fact]
    public void An_error_frame_that_breaks_off_still_says_what_came()
    {
        var error = Assert.Throws<CommandException>(() => Read(Frame(3, "disk is full")[..12], 3));
        Assert.Equal("error from daemon in stream: disk", error.Message);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(0x48)]
    [InlineData(255)]
    public void An_unknown_stream_is_refused(byte stream) => Assert.Throws<InvalidDataException>(() => Read(Frame(stream, "x"), 100));

    [Theory]
    [InlineData(0x80000000)]
    [InlineData(uint.MaxValue)]
    public void A_length_beyond_two_gigabytes_is_refused(uint length)
    {
        var header = Frame(1, "x");
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), length);
        Assert.Throws<InvalidDataException>(() => Read(header, 100));
    }

    [Fact]
    public void A_length_that_never_comes_costs_no_memory()
    {
        var header = Frame(1, "abc");
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), int.MaxValue);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(("abc", ""), Read(header, 100));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10_000_000);
    }

    [Fact]
    public void A_header_that_breaks_off_is_the_end() => Assert.Equal(("x", ""), Read([.. Frame(1, "x"), 1, 0, 0], 100));

    private static byte[] Frame(byte stream, string text)
    {
        var content = Encoding.UTF8.GetBytes(text);
        byte[] frame = [stream, 0, 0, 0, 0, 0, 0, 0, .. content];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), (uint)content.Length);
        return frame;
    }

    private static (string Output, string Error) Read(byte[] data, int piece)
    {
        var (output, error, position) = (new MemoryStream(), new MemoryStream(), 0);
        FrameReader.Copy(
            buffer =>
            {
                var count = Math.Min(Math.Min(piece, buffer.Length), data.Length - position);
                data.AsSpan(position, count).CopyTo(buffer);
                position += count;
                return count;
            },
            output,
            error);
        return (Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }
}
