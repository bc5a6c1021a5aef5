using Davit.Engine.Containers;
using Davit.Engine.Specs;
using Davit.Engine.Users;
using Davit.Oci.Runtime;
using Davit.Shim;

namespace Davit.Engine.Exec;

/// <summary>An exec's process, made from its container's configuration.</summary>
internal static class ExecLaunch
{
    /// <summary>The shim of a container that can take an exec.</summary>
    /// <exception cref="EngineException">It does not run, or is paused.</exception>
    public static ShimClient TaskOf(LiveContainer container)
    {
        var record = container.Record;
        return record.State.Status switch
        {
            ContainerStatus.Paused => throw EngineException.Conflict($"Container {record.Name} is paused, unpause the container before exec"),
            ContainerStatus.Restarting => throw EngineException.Conflict($"Container {record.Id} is restarting, wait until the container is running"),
            ContainerStatus.Running when container.Task is { } shim => shim,
            _ => throw EngineException.Conflict($"container {record.Id} is not running"),
        };
    }

    public static Davit.Shim.ExecConfig Config(EngineCore core, ContainerRecord container, string id, ExecConfig config) => new()
    {
        ExecId = id,
        Process = Process(core, container, config),
        Terminal = config.Tty,
        AttachStdin = config.AttachStdin,
        AttachStdout = config.AttachStdout,
        AttachStderr = config.AttachStderr,
    };

    private static ProcessSpec Process(EngineCore core, ContainerRecord container, ExecConfig config)
    {
        var userName = config.User.Length > 0 ? config.User : container.Config.User;
        var user = UserLookup.ForProcess(container.State.Pid, userName, config.User.Length > 0 ? null : container.HostConfig.GroupAdd);
        var host = container.HostConfig;
        var bounding = CapabilityPart.Resolve(host.Privileged || config.Privileged, host.CapAdd, host.CapDrop);
        return new ProcessSpec
        {
            Terminal = config.Tty,
            ConsoleSize = config.Tty ? ProcessPart.Console(config.ConsoleSize) : null,
            User = new UserSpec { Uid = user.Uid, Gid = user.Gid, AdditionalGids = user.AdditionalGids },
            Args = config.Cmd,
            Env = Environment(container, config, user),
            Cwd = config.WorkingDir.Length > 0 ? config.WorkingDir : container.Config.WorkingDir.Length > 0 ? container.Config.WorkingDir : "/",
            Capabilities = CapabilityPart.Sets(bounding, user.Uid),
            Rlimits = UlimitPart.Build(host.Resources.Ulimits, core.Options.DefaultUlimits),
            NoNewPrivileges = SecurityResolver.NoNewPrivileges(core.Options, host),
            OomScoreAdj = host.OomScoreAdj,
        };
    }

    private static List<string> Environment(ContainerRecord container, ExecConfig config, ResolvedUser user)
    {
        var defaults = new List<string> { EnvironmentPart.DefaultPath, "HOSTNAME=" + ContainerNaming.HostnameOf(container) };
        if (config.Tty)
        {
            defaults.Add("TERM=xterm");
        }

        var environment = EnvironmentPart.Merge(EnvironmentPart.Merge(defaults, container.Config.Env), config.Env);
        EnvironmentPart.AddHome(environment, user.Home);
        return environment;
    }
}
