using System.Text;
using Davit.Daemon.Http;

namespace Davit.Daemon.Tests.Http;

/// <summary>Taking headers out of a multiplexed stream, however it is cut.</summary>
public sealed class FrameStripperTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(1000)]
    public void Payloads_are_joined_wherever_reads_end(int piece)
    {
        byte[] stream =
        [
            .. StdioFrames.Compose(StdioFrames.Stdout, "one "u8), .. StdioFrames.Compose(StdioFrames.Stderr, []),
            .. StdioFrames.Compose(StdioFrames.Stderr, "two"u8),
        ];
        var stripper = new FrameStripper();
        var text = new StringBuilder();

        foreach (var part in stream.Chunk(piece))
        {
            text.Append(Encoding.ASCII.GetString(part, 0, stripper.Strip(part)));
        }

        Assert.Equal("one two", text.ToString());
    }
}
