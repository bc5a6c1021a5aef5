using System.Text.Json;
using Davit.Engine;
using Davit.Oci;
using Davit.Oci.Image;

namespace Davit.Daemon.Http;

/// <summary>Platforms in a query: JSON (<c>{"os":"linux","architecture":"arm64"}</c>) as the API has them since 1.46, or words.</summary>
internal static class PlatformQuery
{
    /// <summary>The one that was asked for, or null.</summary>
    public static Platform? Read(ApiRequest request) => ReadAll(request, "platform") switch
    {
        [] => null,
        [var only] => only,
        _ => throw new EngineException(ErrorKind.InvalidParameter, "multiple platforms are not supported"),
    };

    public static IReadOnlyList<Platform> ReadAll(ApiRequest request, string key) =>
        [.. request.QueryList(key).Where(text => text.Length > 0).Select(Parse)];

    private static Platform Parse(string text)
    {
        if (!text.StartsWith('{'))
        {
            return Platform.TryParse(text, out var platform) ? platform : throw Malformed(text);
        }

        try
        {
            var parsed = JsonSerializer.Deserialize(text, ImageJson.Default.Platform);
            return parsed is { Os.Length: > 0, Architecture.Length: > 0 } ? parsed : throw Malformed(text);
        }
        catch (JsonException)
        {
            throw Malformed(text);
        }
    }

    private static EngineException Malformed(string text) => new(ErrorKind.InvalidParameter, $"invalid platform: {text}");
}
