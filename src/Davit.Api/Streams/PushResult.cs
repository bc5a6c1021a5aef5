namespace Davit.Api.Streams;

/// <summary>The <c>aux</c> of a push: what one tag is now.</summary>
public sealed record PushResult
{
    public string Tag { get; set; } = "";

    public string Digest { get; set; } = "";

    public long Size { get; set; }
}
