using Davit.Linux;
using Davit.Runtime.Cgroups;

namespace Davit.Shim.Server;

/// <summary>
/// A shim is started in the group of the engine's service, and is to outlive it, whatever is done to the service. It leaves while nobody
/// waits for it: a spare at once, one that is needed at once while its container starts.
/// </summary>
internal static class ServiceGroup
{
    private const string ShimsGroup = "/davit/shims";
    private const int StackSize = 128 * 1024;

    public static void Leave()
    {
        try
        {
            if (OwnGroup.IsOfService)
            {
                OwnGroup.Leave(ShimsGroup);
            }
        }
        catch (Exception failure) when (failure is LinuxException or CgroupException)
        {
            // Control groups that may not be written to: the shim stays with the service, which says KillMode=process.
        }
    }

    /// <summary>Beside what the caller does. A thread of its own: the pool's would stay, and with it their memory.</summary>
    public static void LeaveMeanwhile()
    {
        if (OwnGroup.IsOfService)
        {
            new Thread(Leave, StackSize) { IsBackground = true }.Start();
        }
    }
}
