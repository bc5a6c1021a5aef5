using System.Net;
using System.Text.Json;
using Davit.Registry.Authentication;

namespace Davit.Registry.Http;

/// <summary>Turns a refusal into an exception in docker's words: <c>manifest unknown: manifest unknown</c>.</summary>
internal static class ErrorAnswer
{
    private const int BodyLimit = 64 << 10;

    public static async Task<RegistryException> ReadAsync(RegistryAnswer answer, DateTimeOffset now)
    {
        var body = await answer.ReadBeginningAsync(BodyLimit);
        var reasons = FromChallenges(answer).Concat(FromBody(body)).ToList();
        var code = reasons.FirstOrDefault()?.Code ?? "";
        var patience = RetryAfter.Parse(answer.Header("Retry-After"), now);
        var kind = KindOf(answer.Status, code);
        return new RegistryException(kind, Words(answer, reasons, kind, patience))
        {
            Status = answer.Status,
            Code = code,
            RetryAfter = patience,
            IsTransient = answer.Status is HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.GatewayTimeout or HttpStatusCode.RequestTimeout,
        };
    }

    /// <summary>A token that was not enough is explained in the challenge (RFC 6750, section 3.1).</summary>
    private static IEnumerable<RegistryError> FromChallenges(RegistryAnswer answer)
    {
        if (answer.Status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden))
        {
            yield break;
        }

        foreach (var challenge in ChallengeParser.Parse(answer.HeaderValues("WWW-Authenticate")).Where(challenge => challenge.IsBearer))
        {
            var (code, standard) = challenge.Parameter("error") switch
            {
                "invalid_token" => ("UNAUTHORIZED", "authentication required"),
                "insufficient_scope" => ("DENIED", "requested access to the resource is denied"),
                _ => ("", ""),
            };
            if (code.Length > 0)
            {
                var description = challenge.Parameter("error_description");
                yield return new RegistryError { Code = code, Message = string.IsNullOrEmpty(description) ? standard : description };
            }
        }
    }

    private static IEnumerable<RegistryError> FromBody(byte[] body)
    {
        try
        {
            var document = body.Length == 0 ? null : JsonSerializer.Deserialize(body, RegistryJson.Default.RegistryErrors);
            return document switch
            {
                { Errors.Count: > 0 } => document.Errors.Where(error => error is not null).Take(3),
                { Details.Length: > 0 } => [new RegistryError { Message = document.Details }],
                _ => [],
            };
        }
        catch (JsonException)
        {
            return []; // a page for browsers: the status is all there is
        }
    }

    private static string Words(RegistryAnswer answer, List<RegistryError> reasons, RegistryErrorKind kind, TimeSpan? patience)
    {
        var said = reasons.Count > 0
            ? string.Join("; ", reasons.Select(reason => Sentence(reason, kind)).Distinct())
            : Standard(kind) is { } standard
                ? standard
                : $"{Text.Request(answer.Method, answer.Address)}: received unexpected HTTP status: {answer.StatusText}";
        return patience is { } time && kind is RegistryErrorKind.RateLimited or RegistryErrorKind.Unavailable && patience > TimeSpan.Zero
            ? $"{said} ({answer.Address.Host} asks to wait {Text.Duration(patience.Value)})"
            : said;
    }

    private static string Sentence(RegistryError reason, RegistryErrorKind kind)
    {
        var code = Text.Clean(reason.Code ?? "").ToLowerInvariant().Replace('_', ' ');
        var message = Text.Clean(reason.Message ?? "");
        code = code.Length > 0 ? code : kind switch
        {
            RegistryErrorKind.RateLimited => "toomanyrequests",
            RegistryErrorKind.Unauthorized => "unauthorized",
            RegistryErrorKind.Forbidden => "denied",
            _ => "unknown",
        };
        return message.Length == 0 ? code : $"{code}: {message}";
    }

    private static string? Standard(RegistryErrorKind kind) => kind switch
    {
        RegistryErrorKind.Unauthorized => "unauthorized: authentication required",
        RegistryErrorKind.Forbidden => "denied: requested access to the resource is denied",
        RegistryErrorKind.RateLimited => "toomanyrequests: too many requests",
        _ => null,
    };

    private static RegistryErrorKind KindOf(HttpStatusCode status, string code) => (code, (int)status) switch
    {
        ("DENIED", _) => RegistryErrorKind.Forbidden,
        ("DIGEST_INVALID", _) => RegistryErrorKind.DigestMismatch,
        ("UNSUPPORTED", _) => RegistryErrorKind.Unsupported,
        ("TOOMANYREQUESTS", _) or (_, 429) => RegistryErrorKind.RateLimited,
        (_, 401) => RegistryErrorKind.Unauthorized,
        (_, 403) => RegistryErrorKind.Forbidden,
        (_, 404) => RegistryErrorKind.NotFound,
        (_, 405 or 501) => RegistryErrorKind.Unsupported,
        (_, 408 or >= 500) => RegistryErrorKind.Unavailable,
        (_, >= 400) => RegistryErrorKind.InvalidParameter,
        _ => RegistryErrorKind.Protocol,
    };
}
