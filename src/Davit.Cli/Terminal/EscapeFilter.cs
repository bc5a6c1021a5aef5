namespace Davit.Cli.Terminal;

/// <summary>Watches typed keys for the detach sequence. Keys of a sequence that breaks off are handed on late, none is lost.</summary>
internal sealed class EscapeFilter(byte[] sequence)
{
    private int _matched;

    /// <summary>Copies what may pass to <paramref name="passed"/>, which needs room for the input and the sequence. True: detach now.</summary>
    public bool Filter(ReadOnlySpan<byte> typed, Span<byte> passed, out int count)
    {
        count = 0;
        foreach (var key in typed)
        {
            if (sequence.Length > 0 && key == sequence[_matched])
            {
                _matched++;
                if (_matched == sequence.Length)
                {
                    return true;
                }

                continue;
            }

            sequence.AsSpan(0, _matched).CopyTo(passed[count..]);
            count += _matched;
            _matched = 0;
            if (sequence.Length > 0 && key == sequence[0])
            {
                _matched = 1;
                continue;
            }

            passed[count++] = key;
        }

        return false;
    }
}
