using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Davit.Client.Tests.Transport;

/// <summary>The daemon's end of one connection.</summary>
internal sealed class ScriptedConnection(Socket socket) : IDisposable
{
    /// <summary>Takes one request and returns it whole: head, empty line, content with its chunks joined.</summary>
    public string Request()
    {
        var head = Until("\r\n\r\n");
        if (head.Contains("Transfer-Encoding: chunked", StringComparison.Ordinal))
        {
            return head + Chunks();
        }

        const string Length = "Content-Length: ";
        var at = head.IndexOf(Length, StringComparison.Ordinal);
        return at < 0 ? head : head + Take(int.Parse(head.AsSpan(at + Length.Length, head.IndexOf('\r', at) - at - Length.Length), CultureInfo.InvariantCulture));
    }

    /// <summary>Takes a request and answers it.</summary>
    public string Answer(string response)
    {
        var request = Request();
        Send(response);
        return request;
    }

    public void Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    public void Send(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            data = data[socket.Send(data)..];
        }
    }

    /// <summary>In two pieces, with time for the client to take the first.</summary>
    public void SendSplit(string text, int at)
    {
        Send(text[..at]);
        Thread.Sleep(1);
        Send(text[at..]);
    }

    public void SendByteByByte(string text)
    {
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            Send([value]);
            Thread.Yield();
        }
    }

    public string Take(int count)
    {
        var buffer = new byte[count];
        for (var taken = 0; taken < count;)
        {
            var got = socket.Receive(buffer.AsSpan(taken));
            taken += got > 0 ? got : throw new EndOfStreamException($"the client closed after {taken} of {count} bytes");
        }

        return Encoding.UTF8.GetString(buffer);
    }

    /// <summary>What comes until the client closes its direction.</summary>
    public string TakeRest()
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        for (var count = socket.Receive(buffer); count > 0; count = socket.Receive(buffer))
        {
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return text.ToString();
    }

    public void Dispose() => socket.Dispose();

    private string Until(string end)
    {
        var text = new StringBuilder();
        while (!text.ToString().EndsWith(end, StringComparison.Ordinal))
        {
            text.Append(Take(1));
        }

        return text.ToString();
    }

    private string Chunks()
    {
        var content = new StringBuilder();
        while (true)
        {
            var size = int.Parse(Until("\r\n").Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            content.Append(Take(size));
            Assert.Equal("\r\n", Take(2));
            if (size == 0)
            {
                return content.ToString();
            }
        }
    }
}
