namespace Davit.Client.Transport;

/// <summary>A request. A <see cref="Body"/> is streamed in chunks and can be sent only once.</summary>
internal sealed record HttpCall(string Method, string Path)
{
    public ReadOnlyMemory<byte> Content { get; init; }

    public Stream? Body { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
