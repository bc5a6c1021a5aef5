namespace Davit.Storage.Archives;

/// <summary>Bytes in order, lent without copying: look at what is there, then take it. Blocks while nothing is there yet.</summary>
internal abstract class ByteSource : IDisposable
{
    /// <summary>What can be read now; empty only at the end. Valid until the next call of any method.</summary>
    public abstract ReadOnlySpan<byte> Peek();

    /// <summary>Takes the first bytes of what <see cref="Peek"/> gave.</summary>
    public abstract void Advance(int count);

    public abstract void Dispose();
}
