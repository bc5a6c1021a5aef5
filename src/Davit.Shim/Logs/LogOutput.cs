namespace Davit.Shim.Logs;

/// <summary>One reading's state: a block to read into, lines to format, and the stream they go to.</summary>
internal sealed class LogOutput
{
    private readonly Stream _output;
    private readonly LogFormatter _formatter;

    public LogOutput(Stream output, LogReadOptions options)
    {
        _output = output;
        _formatter = new LogFormatter(options);
        Lines = new LogLines(_formatter);
    }

    public byte[] Block { get; } = new byte[LogSegment.BlockLength];

    public LogLines Lines { get; }

    /// <summary>No later line is wanted.</summary>
    public bool Ended => _formatter.Ended;

    public long LastTicks => _formatter.LastTicks;

    /// <summary>Sends what was formatted.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellation)
    {
        if (!_formatter.Output.IsEmpty)
        {
            await _output.WriteAsync(_formatter.Output, cancellation);
            _formatter.Clear();
            await _output.FlushAsync(cancellation);
        }
    }
}
