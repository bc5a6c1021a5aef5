using System.Threading.Channels;
using Davit.Api.Streams;
using Davit.Daemon.Mapping;
using Davit.Engine;
using Davit.Engine.Images;

namespace Davit.Daemon.Http;

/// <summary>
/// An answer of progress lines. The head is sent with the first line, so that a failure before it still has a status;
/// a later failure is the stream's last line, as docker's clients expect.
/// </summary>
internal sealed class ProgressStream(ApiRequest request) : IProgress<ImageProgress>, IAsyncDisposable
{
    private readonly Channel<ImageProgress> lines = Channel.CreateUnbounded<ImageProgress>(new UnboundedChannelOptions { SingleReader = true });

    public void Report(ImageProgress value) => lines.Writer.TryWrite(value);

    /// <summary>Runs the work and sends what it reports, in order.</summary>
    public async Task RunAsync(Func<IProgress<ImageProgress>, Task> work)
    {
        var sending = SendAsync();
        try
        {
            await work(this).ConfigureAwait(false);
        }
        catch (EngineException failure)
        {
            lines.Writer.TryComplete();
            await sending.ConfigureAwait(false);
            if (!request.Http.Response.HasStarted)
            {
                throw;
            }

            await request.SendLineAsync(new ProgressMessage
            {
                Error = failure.Message,
                ErrorDetail = new ErrorDetail { Message = failure.Message },
            }).ConfigureAwait(false);
            return;
        }
        finally
        {
            lines.Writer.TryComplete();
        }

        await sending.ConfigureAwait(false);
        request.Http.Response.ContentType ??= MediaTypes.Json;
    }

    public ValueTask DisposeAsync()
    {
        lines.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    private async Task SendAsync()
    {
        await foreach (var line in lines.Reader.ReadAllAsync(request.Cancellation).ConfigureAwait(false))
        {
            if (!request.Http.Response.HasStarted)
            {
                request.Http.Response.ContentType = MediaTypes.Json;
            }

            foreach (var message in ProgressMapping.ToWire(line))
            {
                await request.SendLineAsync(message).ConfigureAwait(false);
            }
        }
    }
}
