using System.Globalization;
using System.Net;

namespace Davit.Client.Transport;

/// <summary>Status and headers of a response.</summary>
internal sealed class HttpHead(HttpStatusCode status)
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    public HttpStatusCode Status { get; } = status;

    public string? this[string name] => _headers.GetValueOrDefault(name);

    public long? ContentLength => long.TryParse(this["Content-Length"], NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;

    public bool IsChunked => this["Transfer-Encoding"]?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true;

    public bool ClosesConnection => this["Connection"]?.Contains("close", StringComparison.OrdinalIgnoreCase) == true;

    public void Add(string name, string value) => _headers[name] = value;
}
