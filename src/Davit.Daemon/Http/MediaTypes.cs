namespace Davit.Daemon.Http;

/// <summary>Content types of the API.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string JsonLines = "application/jsonl";
    public const string NewlineJson = "application/x-ndjson";
    public const string JsonSequence = "application/json-seq";
    public const string Tar = "application/x-tar";
    public const string RawStream = "application/vnd.docker.raw-stream";
    public const string MultiplexedStream = "application/vnd.docker.multiplexed-stream";
    public const string OctetStream = "application/octet-stream";
    public const string Text = "text/plain; charset=utf-8";

    /// <summary>Type of a container's streams: frames with a header, or the raw bytes of a terminal.</summary>
    public static string ForStreams(bool terminal) => terminal ? RawStream : MultiplexedStream;
}
