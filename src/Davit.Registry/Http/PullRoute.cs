using Davit.Registry.Hosts;

namespace Davit.Registry.Http;

/// <summary>Asks the mirrors of a registry in their order, and the registry itself in the end: only its own failure counts.</summary>
internal static class PullRoute
{
    public static async Task<T> WalkAsync<T>(
        RegistrySession session, RepositoryScope scope, string what, Func<RegistryEndpoint, Task<T>> attempt, CancellationToken cancellation)
    {
        foreach (var mirror in session.Mirrors(scope.Reference.Domain))
        {
            try
            {
                return await attempt(mirror);
            }
            catch (RegistryException failure)
            {
                session.Log($"mirror {mirror.Name} does not deliver {what}: {failure.Message}");
            }
        }

        return await attempt(await session.RegistryAsync(scope.Reference.Domain, scope.Credentials, cancellation));
    }
}
