namespace Davit.Runtime;

/// <summary>The socket on which a created container waits for <c>start</c> from another process.</summary>
public static class StartSocket
{
    /// <summary>Releases the container and waits until its program was executed.</summary>
    /// <exception cref="LaunchException">The program could not be executed, or the container is gone.</exception>
    public static void Release(string path) => throw new NotImplementedException();
}
