using System.Net;
using Davit.Registry.Hosts;

namespace Davit.Registry.Http;

/// <summary>An answer whose body has not been read yet. Whoever has it disposes it.</summary>
/// <param name="response">The last answer, after redirections.</param>
/// <param name="address">Where it came from.</param>
/// <param name="isOwn">No redirection led away from the host that was asked.</param>
/// <param name="watchdog">Notices when nothing more arrives; owned.</param>
internal sealed class RegistryAnswer(HttpResponseMessage response, Uri address, bool isOwn, Watchdog watchdog, CancellationToken cancellation) : IDisposable
{
    public HttpStatusCode Status => response.StatusCode;

    public string StatusText => $"{(int)Status} {(string.IsNullOrEmpty(response.ReasonPhrase) ? Status.ToString() : Text.Clean(response.ReasonPhrase))}";

    public HttpMethod Method => response.RequestMessage?.Method ?? HttpMethod.Get;

    public Uri Address => address;

    public bool IsOwn => isOwn;

    public bool IsSuccess => response.IsSuccessStatusCode;

    public long? ContentLength => response.Content.Headers.ContentLength;

    /// <summary>The header's first value, or null.</summary>
    public string? Header(string name) => HeaderValues(name).FirstOrDefault();

    public IEnumerable<string> HeaderValues(string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) || response.Content.Headers.NonValidated.TryGetValues(name, out values) ? values : [];

    /// <summary>Reads what is there into the buffer; 0: the end.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(watchdog.Token);
            var count = await stream.ReadAsync(buffer, watchdog.Token);
            watchdog.Alive();
            return count;
        }
        catch (Exception failure) when (NetworkFailure.Is(failure, cancellation))
        {
            throw NetworkFailure.From(failure, Method, address, watchdog.HasBarked);
        }
    }

    /// <summary>A document whole.</summary>
    /// <param name="limit">More bytes than this are refused, before they are read where the length is known.</param>
    /// <param name="what">Names the document in the error.</param>
    public async Task<byte[]> ReadDocumentAsync(int limit, string what)
    {
        if (ContentLength > limit)
        {
            throw TooLong(limit, what);
        }

        var content = new MemoryStream();
        var buffer = new byte[16 << 10];
        for (int count; (count = await ReadAsync(buffer)) > 0;)
        {
            if (content.Length + count > limit)
            {
                throw TooLong(limit, what);
            }

            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }

    /// <summary>As much as there is of an error's text, up to the limit.</summary>
    public async Task<byte[]> ReadBeginningAsync(int limit)
    {
        var buffer = new byte[limit];
        var length = 0;
        try
        {
            for (int count; length < limit && (count = await ReadAsync(buffer.AsMemory(length))) > 0;)
            {
                length += count;
            }
        }
        catch (RegistryException)
        {
            // The status says enough; the text would only have explained it.
        }

        return buffer[..length];
    }

    public void Dispose()
    {
        response.Dispose();
        watchdog.Dispose();
    }

    private RegistryException TooLong(int limit, string what) =>
        new(RegistryErrorKind.Protocol, $"{what} from {Origin.Of(address).Host} is longer than {limit} bytes");
}
