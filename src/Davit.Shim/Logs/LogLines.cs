namespace Davit.Shim.Logs;

/// <summary>Feeds whole lines of consecutive pieces of a log to a formatter; keeps the beginning of a line that is not complete.</summary>
internal sealed class LogLines(LogFormatter formatter)
{
    private readonly List<byte> _begun = [];

    /// <summary>Bytes of a line whose end has not been read.</summary>
    public int Begun => _begun.Count;

    /// <summary>Lines left out before the first that counts.</summary>
    public long Skip { get; set; }

    public void Add(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            var newline = data.IndexOf((byte)'\n');
            if (newline < 0)
            {
                _begun.AddRange(data);
                return;
            }

            AddLine(data[..newline]);
            data = data[(newline + 1)..];
        }
    }

    /// <summary>The rest of this line will never come: its file has ended.</summary>
    public void Forget() => _begun.Clear();

    private void AddLine(ReadOnlySpan<byte> end)
    {
        if (Skip > 0)
        {
            Skip--;
        }
        else if (_begun.Count == 0)
        {
            formatter.Add(end);
        }
        else
        {
            _begun.AddRange(end);
            formatter.Add(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_begun));
        }

        _begun.Clear();
    }
}
