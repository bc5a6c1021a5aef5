using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Davit.Daemon.Http;

/// <summary>
/// The path of a request, decoded as Go's net/http does (an escaped slash is a slash), cut into segments, without the
/// version prefix.
/// </summary>
internal readonly record struct RequestTarget(string? VersionText, string[] Segments)
{
    private static readonly SearchValues<char> VersionCharacters = SearchValues.Create("0123456789.");

    /// <summary>Reads the raw target of a request line, in origin form or absolute form.</summary>
    /// <exception cref="BadHttpRequestException">The escapes are not UTF-8 or contain a NUL.</exception>
    public static RequestTarget Parse(string rawTarget)
    {
        var path = rawTarget;
        if (!path.StartsWith('/') && Uri.TryCreate(path, UriKind.Absolute, out var absolute))
        {
            path = absolute.AbsolutePath;
        }

        var query = path.IndexOf('?', StringComparison.Ordinal);
        path = Decode(query < 0 ? path : path[..query]);
        var segments = PathTemplate.Split(path);
        return segments.Length > 0 && IsVersion(segments[0])
            ? new RequestTarget(segments[0][1..], segments[1..])
            : new RequestTarget(null, segments);
    }

    private static bool IsVersion(string segment) =>
        segment.Length > 1 && segment[0] == 'v' && !segment.AsSpan(1).ContainsAnyExcept(VersionCharacters);

    private static string Decode(string path)
    {
        if (!path.Contains('%', StringComparison.Ordinal))
        {
            return path;
        }

        var bytes = new List<byte>(path.Length);
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] != '%')
            {
                bytes.Add((byte)path[i]);
                continue;
            }

            if (i + 2 >= path.Length || !char.IsAsciiHexDigit(path[i + 1]) || !char.IsAsciiHexDigit(path[i + 2]))
            {
                throw new BadHttpRequestException("invalid URL escape in the path");
            }

            bytes.Add(Convert.ToByte(path.Substring(i + 1, 2), 16));
            i += 2;
        }

        return ToText(bytes.ToArray());
    }

    private static string ToText(byte[] bytes)
    {
        try
        {
            var text = new UTF8Encoding(false, true).GetString(bytes);
            return text.Contains('\0', StringComparison.Ordinal) ? throw new BadHttpRequestException("NUL in the path") : text;
        }
        catch (DecoderFallbackException)
        {
            throw new BadHttpRequestException("the path is not UTF-8");
        }
    }
}
