using Davit.Images;
using Davit.Network;
using Davit.Registry;
using Davit.Shim;
using Davit.Storage;

namespace Davit.Engine;

/// <summary>Failures of the parts below as the engine's own: one place for each kind.</summary>
internal static class PartErrors
{
    public static EngineException Convert(StorageException failure) => new(
        failure.Kind switch
        {
            StorageErrorKind.NotFound => ErrorKind.NotFound,
            StorageErrorKind.InvalidParameter or StorageErrorKind.InvalidArchive or StorageErrorKind.DigestMismatch or StorageErrorKind.LimitExceeded => ErrorKind.InvalidParameter,
            StorageErrorKind.Conflict => ErrorKind.Conflict,
            StorageErrorKind.Forbidden => ErrorKind.Forbidden,
            StorageErrorKind.Unsupported => ErrorKind.InvalidParameter,
            _ => ErrorKind.Internal,
        },
        failure.Message,
        failure);

    public static EngineException Convert(ImageException failure) => new(
        failure.Kind switch
        {
            ImageErrorKind.NotFound => ErrorKind.NotFound,
            ImageErrorKind.InvalidParameter or ImageErrorKind.InvalidImage or ImageErrorKind.Unsupported => ErrorKind.InvalidParameter,
            ImageErrorKind.Conflict => ErrorKind.Conflict,
            _ => ErrorKind.Internal,
        },
        failure.Message,
        failure);

    public static EngineException Convert(NetworkException failure) => new(
        failure.Failure switch
        {
            NetworkFailure.InvalidRequest => ErrorKind.InvalidParameter,
            NetworkFailure.NotFound => ErrorKind.NotFound,
            NetworkFailure.Conflict => ErrorKind.Forbidden,
            _ => ErrorKind.Internal,
        },
        failure.Message,
        failure);

    public static EngineException Convert(ShimException failure) => new(
        failure.Kind switch
        {
            ShimErrorKind.NotRunning or ShimErrorKind.Paused => ErrorKind.Conflict,
            ShimErrorKind.NotFound => ErrorKind.NotFound,
            ShimErrorKind.Invalid => ErrorKind.InvalidParameter,
            _ => ErrorKind.Internal,
        },
        failure.Message,
        failure);

    public static EngineException Convert(RegistryException failure) => new(
        failure.Kind switch
        {
            RegistryErrorKind.InvalidParameter or RegistryErrorKind.Unsupported => ErrorKind.InvalidParameter,
            RegistryErrorKind.NotFound => ErrorKind.NotFound,
            RegistryErrorKind.Unauthorized => ErrorKind.Unauthorized,
            RegistryErrorKind.Forbidden => ErrorKind.Forbidden,

            // What went wrong elsewhere is 500, as dockerd has it: 503 would say that this engine is out of order.
            _ => ErrorKind.Internal,
        },
        failure.Message,
        failure);

    /// <summary>Runs something of the parts below and converts its failures.</summary>
    public static T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception failure) when (TryConvert(failure) is { } converted)
        {
            throw converted;
        }
    }

    /// <inheritdoc cref="Guard{T}"/>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> action)
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (Exception failure) when (TryConvert(failure) is { } converted)
        {
            throw converted;
        }
    }

    /// <inheritdoc cref="Guard{T}"/>
    public static Task GuardAsync(Func<Task> action) => GuardAsync(async () =>
    {
        await action().ConfigureAwait(false);
        return true;
    });

    /// <summary>Null: not one of theirs.</summary>
    public static EngineException? TryConvert(Exception failure) => failure switch
    {
        StorageException storage => Convert(storage),
        ImageException image => Convert(image),
        NetworkException network => Convert(network),
        ShimException shim => Convert(shim),
        RegistryException registry => Convert(registry),
        FormatException format => EngineException.Invalid(format.Message, format),
        _ => null,
    };
}
