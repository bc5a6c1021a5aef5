using System.Collections.Concurrent;
using System.Security.Cryptography;
using Davit.Oci;
using Davit.Storage.Archives;

namespace Davit.Storage.Streams;

/// <summary>
/// A stream as a <see cref="ByteSource"/> whose digest is computed on the way: one thread reads (and so decompresses), one hashes, the
/// caller uses the bytes. Owns its threads, not the stream; disposing before the end stops them.
/// </summary>
internal sealed class HashingSource : ByteSource
{
    private const int BlockSize = 1 << 18;
    private const int QueueLength = 8;

    private readonly BlockingCollection<SharedBlock> toCaller = new(QueueLength);
    private readonly BlockingCollection<SharedBlock> toHash = new(QueueLength);
    private readonly CancellationTokenSource stop;
    private readonly Task reading;
    private readonly Task<Digest> hashing;
    private SharedBlock? current;
    private int position;

    public HashingSource(Stream stream, CancellationToken cancellation)
    {
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        reading = Task.Factory.StartNew(() => ReadAll(stream), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        hashing = Task.Factory.StartNew(HashAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Bytes that came out of the stream so far.</summary>
    public long Total { get; private set; }

    public override ReadOnlySpan<byte> Peek()
    {
        if (current is not null && position == current.Length)
        {
            current.Release();
            current = null;
        }

        if (current is null)
        {
            position = 0;
            if (!toCaller.TryTake(out current, Timeout.Infinite, stop.Token))
            {
                // The queue is complete: rethrow what ended the reading, if it was a failure.
                reading.GetAwaiter().GetResult();
                return default;
            }

            Total += current.Length;
        }

        return current.Span[position..];
    }

    public override void Advance(int count) => position += count;

    /// <summary>The digest of everything; to be called when <see cref="Peek"/> has come to the end.</summary>
    public Digest Finish() => hashing.GetAwaiter().GetResult();

    public override void Dispose()
    {
        stop.Cancel();
        Settle(reading);
        Settle(hashing);
        current?.Release();
        current = null;
        foreach (var block in toCaller.Concat(toHash))
        {
            block.Release();
        }

        toCaller.Dispose();
        toHash.Dispose();
        stop.Dispose();
    }

    private static void Settle(Task task) => task.ContinueWith(
        static done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait();

    private void ReadAll(Stream stream)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var block = new SharedBlock(BlockSize, readers: 2);
                block.Length = stream.ReadAtLeast(block.Buffer.AsSpan(0, BlockSize), BlockSize, throwOnEndOfStream: false);
                if (block.Length == 0)
                {
                    block.Release();
                    block.Release();
                    return;
                }

                toHash.Add(block, stop.Token);
                toCaller.Add(block, stop.Token);
            }
        }
        finally
        {
            toHash.CompleteAdding();
            toCaller.CompleteAdding();
        }
    }

    private Digest HashAll()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var block in toHash.GetConsumingEnumerable(stop.Token))
        {
            hash.AppendData(block.Span);
            block.Release();
        }

        return Digest.FromHash(hash.GetHashAndReset());
    }
}
