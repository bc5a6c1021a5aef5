using System.Globalization;
using Davit.Registry.Http;

namespace Davit.Registry.Blobs;

/// <summary>An upload that a registry has open: where it goes on, and from which byte.</summary>
/// <param name="Location">May be elsewhere; then it gets no credentials (<see cref="Exchange"/>).</param>
/// <param name="Offset">Bytes the registry has.</param>
/// <param name="SmallestChunk">It wants parts of at least this size; 0: it does not say.</param>
internal sealed record UploadState(Uri Location, long Offset, long SmallestChunk)
{
    /// <summary>Reads the headers of an answer to an upload's request.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="before">What was known, if this is not the first.</param>
    public static UploadState From(RegistryAnswer answer, UploadState? before)
    {
        var location = before?.Location;
        if (answer.Header("Location") is { Length: > 0 } text)
        {
            if (!Uri.TryCreate(answer.Address, text, out location) || !RedirectRules.IsWeb(location)
                || (answer.Address.Scheme == Uri.UriSchemeHttps && location.Scheme != Uri.UriSchemeHttps))
            {
                throw new RegistryException(RegistryErrorKind.Protocol, $"{answer.Address.Authority} takes uploads at an address that cannot be used: {Text.Clean(text)}");
            }
        }

        var smallest = long.TryParse(answer.Header("OCI-Chunk-Min-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : before?.SmallestChunk ?? 0;
        return location is null
            ? throw new RegistryException(RegistryErrorKind.Protocol, $"{answer.Address.Authority} began an upload, but did not say where")
            : new UploadState(location, OffsetOf(answer.Header("Range")), smallest);
    }

    /// <summary>The upload's address with the digest that ends it; a query that is there stays.</summary>
    public Uri Completion(Davit.Oci.Digest digest)
    {
        var address = new UriBuilder(Location);
        var query = address.Query.TrimStart('?');
        address.Query = (query.Length == 0 ? "" : query + "&") + "digest=" + Uri.EscapeDataString(digest.Text);
        return address.Uri;
    }

    /// <summary><c>0-99</c>: 100 bytes. An empty upload has no good form; <c>0-0</c> is what registries send for it.</summary>
    private static long OffsetOf(string? range)
    {
        var text = range ?? "";
        text = text.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase) ? text[6..] : text;
        return text.StartsWith("0-", StringComparison.Ordinal) && long.TryParse(text.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var last) && last > 0 ? last + 1 : 0;
    }
}
