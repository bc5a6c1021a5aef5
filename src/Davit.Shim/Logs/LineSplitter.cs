using Davit.Linux.Memory;

namespace Davit.Shim.Logs;

/// <summary>
/// Cuts one stream of output into the pieces that become log entries, as docker does: lines, and pieces of a line that is longer than
/// 16 KiB. Unlike docker, a piece never ends inside a UTF-8 sequence. What is not a whole line yet is kept for the next call.
/// </summary>
internal sealed class LineSplitter : IDisposable
{
    /// <summary>Bytes of output in one entry at most.</summary>
    public const int MaxPiece = 16 * 1024;

    private PageMemory? _pending;
    private int _pendingLength;
    private int _carried;

    /// <summary>
    /// Takes the next piece from <paramref name="data"/>, moving it on; false when all of it was taken and no piece is complete.
    /// <paramref name="piece"/> is valid until the next call and is without its newline; <paramref name="ended"/>: it ends a line.
    /// </summary>
    public bool TryTake(ref ReadOnlySpan<byte> data, out ReadOnlySpan<byte> piece, out bool ended)
    {
        DropReturned();
        if (_pendingLength > 0)
        {
            return TryTakePending(ref data, out piece, out ended);
        }

        var window = data[..Math.Min(data.Length, MaxPiece)];
        var newline = window.IndexOf((byte)'\n');
        ended = newline >= 0;
        if (ended)
        {
            piece = window[..newline];
            data = data[(newline + 1)..];
            return true;
        }

        if (window.Length == MaxPiece)
        {
            var length = WholeRunes(window);
            piece = window[..length];
            data = data[length..];
            return true;
        }

        Keep(data);
        data = default;
        piece = default;
        return false;
    }

    /// <summary>The end of the stream: what is left without a newline, if anything.</summary>
    public bool TryFinish(out ReadOnlySpan<byte> piece)
    {
        DropReturned();
        piece = _pendingLength > 0 ? _pending!.Span[.._pendingLength] : default;
        _carried = 0;
        _pendingLength = 0;
        return !piece.IsEmpty;
    }

    /// <summary>Gives memory back while there is nothing to keep.</summary>
    public void Trim()
    {
        DropReturned();
        if (_pendingLength == 0)
        {
            _pending?.Discard();
        }
    }

    public void Dispose() => _pending?.Dispose();

    private bool TryTakePending(ref ReadOnlySpan<byte> data, out ReadOnlySpan<byte> piece, out bool ended)
    {
        var pending = _pending!.Span;
        var window = data[..Math.Min(data.Length, MaxPiece - _pendingLength)];
        var newline = window.IndexOf((byte)'\n');
        ended = newline >= 0;
        if (ended)
        {
            window[..newline].CopyTo(pending[_pendingLength..]);
            piece = pending[..(_pendingLength + newline)];
            data = data[(newline + 1)..];
            _pendingLength += newline;
            _carried = _pendingLength;
            return true;
        }

        window.CopyTo(pending[_pendingLength..]);
        _pendingLength += window.Length;
        data = data[window.Length..];
        if (_pendingLength < MaxPiece)
        {
            piece = default;
            return false;
        }

        _carried = WholeRunes(pending[..MaxPiece]);
        piece = pending[.._carried];
        return true;
    }

    // The piece given out last stays in the buffer until the next call; what follows it moves to the front.
    private void DropReturned()
    {
        if (_carried == 0)
        {
            return;
        }

        _pendingLength -= _carried;
        _pending!.Span.Slice(_carried, _pendingLength).CopyTo(_pending.Span);
        _carried = 0;
    }

    private void Keep(ReadOnlySpan<byte> data)
    {
        if (!data.IsEmpty)
        {
            _pending ??= new PageMemory(MaxPiece);
            data.CopyTo(_pending.Span);
            _pendingLength = data.Length;
        }
    }

    // Length without a UTF-8 sequence that is cut by the end; bytes that are no UTF-8 anyway are left as they are.
    private static int WholeRunes(ReadOnlySpan<byte> window)
    {
        for (var back = 1; back <= 3; back++)
        {
            var value = window[^back];
            if ((value & 0xC0) == 0x80)
            {
                continue;
            }

            var wanted = value switch { >= 0xF0 and < 0xF8 => 4, >= 0xE0 and < 0xF0 => 3, >= 0xC0 and < 0xE0 => 2, _ => 1 };
            return wanted > back ? window.Length - back : window.Length;
        }

        return window.Length;
    }
}
