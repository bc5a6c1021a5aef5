namespace Davit.Network;

/// <summary>A network operation failed and everything it had begun is taken back.</summary>
public sealed class NetworkException(NetworkFailure failure, string message, Exception? cause = null) : Exception(message, cause)
{
    public NetworkFailure Failure { get; } = failure;
}
