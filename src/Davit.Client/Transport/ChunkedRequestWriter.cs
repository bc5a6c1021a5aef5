using System.Globalization;
using System.Text;

namespace Davit.Client.Transport;

/// <summary>Writes a request's body of unknown length in chunks.</summary>
internal static class ChunkedRequestWriter
{
    private const int ChunkSize = 128 * 1024;
    private const int Room = 16; // for the size line before the data

    public static void Copy(Stream body, HttpChannel channel)
    {
        var buffer = new byte[Room + ChunkSize + 2];
        while (true)
        {
            var count = body.Read(buffer, Room, ChunkSize);
            if (count == 0)
            {
                channel.Write("0\r\n\r\n"u8);
                return;
            }

            var size = Encoding.ASCII.GetBytes(count.ToString("x", CultureInfo.InvariantCulture) + "\r\n");
            size.CopyTo(buffer, Room - size.Length);
            "\r\n"u8.CopyTo(buffer.AsSpan(Room + count));
            channel.Write(buffer.AsSpan(Room - size.Length, size.Length + count + 2));
        }
    }
}
