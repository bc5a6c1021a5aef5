using Davit.Linux.Memory;

namespace Davit.Shim.Server;

/// <summary>Bytes that wait to be sent. Costs no memory while empty.</summary>
internal sealed class ByteQueue
{
    private const int MinimumLength = 64 * 1024;

    private PageMemory? _memory;
    private int _start;
    private int _end;

    public bool IsEmpty => _start == _end;

    public int Length => _end - _start;

    public ReadOnlySpan<byte> Waiting => _memory is null ? default : _memory.Span[_start.._end];

    public void Append(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return;
        }

        MakeRoom(data.Length);
        data.CopyTo(_memory!.Span[_end..]);
        _end += data.Length;
    }

    /// <summary>Takes bytes that were sent off the front.</summary>
    public void Consume(int count)
    {
        _start += count;
        if (IsEmpty)
        {
            Clear();
        }
    }

    /// <summary>Forgets what waits, and gives the memory back.</summary>
    public void Clear()
    {
        _memory?.Dispose();
        _memory = null;
        _start = 0;
        _end = 0;
    }

    private void MakeRoom(int count)
    {
        if (_memory is not null && _memory.Length - _end >= count)
        {
            return;
        }

        var waiting = Length;
        var larger = new PageMemory(Math.Max(MinimumLength, 2 * (waiting + count)));
        Waiting.CopyTo(larger.Span);
        _memory?.Dispose();
        _memory = larger;
        _start = 0;
        _end = waiting;
    }
}
