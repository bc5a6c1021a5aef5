using System.Net;

namespace Davit.Registry;

/// <summary>A failure at a registry, with one of a closed set of kinds. The message names the registry, the repository and what was wanted.</summary>
public sealed class RegistryException(RegistryErrorKind kind, string message, Exception? cause = null) : Exception(message, cause)
{
    public RegistryErrorKind Kind { get; } = kind;

    /// <summary>When to try again, if the registry said so (RFC 9110, Retry-After).</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The answer's status; null if there was no answer.</summary>
    internal HttpStatusCode? Status { get; init; }

    /// <summary>The error code of the answer's body (distribution-spec, Error Codes), or an empty text.</summary>
    internal string Code { get; init; } = "";

    /// <summary>The connection broke, or the registry was out of order for a moment: the same request may succeed.</summary>
    internal bool IsTransient { get; init; }

    /// <summary>Nobody answered at all: whether trying again makes sense depends on whether somebody did before.</summary>
    internal bool IsConnectFailure { get; init; }

    /// <summary>The same failure in other words.</summary>
    internal RegistryException With(RegistryErrorKind kind, string message) => new(kind, message, this)
    {
        RetryAfter = RetryAfter,
        Status = Status,
        Code = Code,
        IsTransient = IsTransient,
        IsConnectFailure = IsConnectFailure,
    };
}
