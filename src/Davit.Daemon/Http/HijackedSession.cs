using Davit.Engine.Containers;

namespace Davit.Daemon.Http;

/// <summary>Opens the client's side of an attached container; a failure gives the container's side back.</summary>
internal static class HijackedSession
{
    public static async Task<HijackedConnection> OpenAsync(ApiRequest request, AttachSession session)
    {
        try
        {
            return await request.HijackAsync(MediaTypes.ForStreams(session.Tty)).ConfigureAwait(false);
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
