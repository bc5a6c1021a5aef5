using System.Text;

namespace Davit.Shim.Tests.Logs;

/// <summary>Collects what is written and lets tests wait for it.</summary>
internal sealed class NotifyingStream : MemoryStream
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Text
    {
        get
        {
            lock (_gate)
            {
                return Encoding.UTF8.GetString(ToArray());
            }
        }
    }

    public async Task WaitForAsync(string end)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (Encoding.UTF8.GetString(ToArray()).EndsWith(end, StringComparison.Ordinal))
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            Write(buffer.Span);
            _changed.TrySetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return ValueTask.CompletedTask;
    }
}
