namespace Davit.Engine.Attaching;

/// <summary>
/// Watches what a terminal client types for the keys that detach it. A partial match is held back until it is clear what it is, as
/// docker does. Used by one writer.
/// </summary>
internal sealed class DetachFilter(IReadOnlyList<byte> keys)
{
    private int matched;

    /// <summary>What to pass on; after the keys nothing more is.</summary>
    public byte[] Pass(ReadOnlySpan<byte> typed, out bool detached)
    {
        detached = false;
        var passed = new List<byte>(typed.Length + matched);
        foreach (var key in typed)
        {
            if (key == keys[matched])
            {
                matched++;
                if (matched == keys.Count)
                {
                    detached = true;
                    return [.. passed];
                }

                continue;
            }

            Release(passed);
            if (key == keys[0] && keys.Count > 1)
            {
                matched = 1;
            }
            else
            {
                passed.Add(key);
            }
        }

        return [.. passed];
    }

    private void Release(List<byte> passed)
    {
        for (var i = 0; i < matched; i++)
        {
            passed.Add(keys[i]);
        }

        matched = 0;
    }
}
