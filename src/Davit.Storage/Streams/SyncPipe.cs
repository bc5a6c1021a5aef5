using System.IO.Pipelines;

namespace Davit.Storage.Streams;

/// <summary>Bytes from one thread to another, both blocking; a failure of the writer is the reader's.</summary>
internal sealed class SyncPipe : IDisposable
{
    private readonly Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 1 << 20, resumeWriterThreshold: 1 << 19, useSynchronizationContext: false));

    public SyncPipe()
    {
        Reader = pipe.Reader.AsStream();
    }

    public Stream Reader { get; }

    /// <summary>Runs the writer; to be called on a thread of its own.</summary>
    public void Produce(Action<Stream> produce)
    {
        try
        {
            using (var output = new BufferedStream(pipe.Writer.AsStream(leaveOpen: true), 1 << 17))
            {
                produce(output);
            }

            pipe.Writer.Complete();
        }
        catch (Exception failure)
        {
            pipe.Writer.Complete(failure);
        }
    }

    /// <summary>The reader wants no more: the writer's next write ends.</summary>
    public void Abandon() => pipe.Reader.Complete();

    public void Dispose() => Reader.Dispose();
}
