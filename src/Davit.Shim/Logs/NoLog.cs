namespace Davit.Shim.Logs;

/// <summary>The driver <c>none</c>.</summary>
internal sealed class NoLog : IContainerLog
{
    public void Append(LogStream stream, ReadOnlySpan<byte> data)
    {
    }

    public void Complete(LogStream stream)
    {
    }

    public void Trim()
    {
    }

    public void Dispose()
    {
    }
}
