using Davit.Client.Transport;

namespace Davit.Cli.Terminal;

/// <summary>
/// Joins the standard streams to a container's: input on a thread of its own, output on the caller's. The input thread may
/// be left waiting for a key when the container ends; it dies with the process.
/// </summary>
internal sealed class StreamSession(CommandContext context, HijackedStream stream)
{
    private const int BufferSize = 64 * 1024;

    private volatile bool _detached;

    public bool Tty { get; init; }

    public bool Stdin { get; init; }

    public byte[] Keys { get; init; } = [];

    /// <summary>Copies until the container's output ends. True where the user left with the detach keys.</summary>
    public bool Run()
    {
        using var raw = Tty && Stdin ? context.Terminal.EnterRawMode() : null;
        if (Stdin)
        {
            new Thread(CopyInput) { IsBackground = true, Name = "stdin" }.Start();
        }

        context.Out.Flush();
        try
        {
            CopyOutput();
        }
        catch (IOException) when (_detached)
        {
            // leaving closed the connection
        }

        return _detached;
    }

    private void CopyOutput()
    {
        if (!Tty && !stream.IsRaw)
        {
            FrameReader.Copy(stream.Read, context.Output, context.ErrorOutput);
            return;
        }

        var buffer = new byte[BufferSize];
        for (var count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
        {
            context.Output.Write(buffer.AsSpan(0, count));
        }
    }

    private void CopyInput()
    {
        try
        {
            var typed = new byte[BufferSize];
            var passed = new byte[BufferSize + Keys.Length];
            var filter = new EscapeFilter(Keys);
            for (var count = context.Input.Read(typed); count > 0; count = context.Input.Read(typed))
            {
                if (!Tty || Keys.Length == 0)
                {
                    stream.Write(typed.AsSpan(0, count));
                    continue;
                }

                var leaves = filter.Filter(typed.AsSpan(0, count), passed, out var length);
                stream.Write(passed.AsSpan(0, length));
                if (leaves)
                {
                    _detached = true;
                    stream.Abort();
                    return;
                }
            }

            stream.CloseWrite();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // the container ended; nobody reads its input any more
        }
    }
}
