using Davit.Linux;

namespace Davit.Network;

/// <summary>Switches routing on in the kernel, without which no packet passes between a container and the world.</summary>
internal static class Forwarding
{
    public static void Enable(NetworkOptions options)
    {
        if (!options.IpForward)
        {
            return;
        }

        Set("/proc/sys/net/ipv4/ip_forward");
        if (options.FixedCidrV6 is not null)
        {
            Set("/proc/sys/net/ipv6/conf/default/forwarding");
            Set("/proc/sys/net/ipv6/conf/all/forwarding");
        }
    }

    private static void Set(string path)
    {
        try
        {
            if (KernelSetting.Read(path) != "1")
            {
                KernelSetting.Write(path, "1");
            }
        }
        catch (LinuxException e)
        {
            throw new NetworkException(
                NetworkFailure.System, $"cannot switch IP forwarding on: {e.Message}; switch it on yourself and give --ip-forward=false", e);
        }
    }
}
