using Davit.Oci.Runtime;

namespace Davit.Engine.Specs;

/// <summary>The process: arguments, environment, identity, limits.</summary>
internal static class ProcessPart
{
    public static ProcessSpec Build(SpecInput input)
    {
        var container = input.Container;
        return new ProcessSpec
        {
            Terminal = container.Config.Tty,
            ConsoleSize = Console(container.HostConfig.ConsoleSize),
            User = new UserSpec
            {
                Uid = input.User.Uid,
                Gid = input.User.Gid,
                AdditionalGids = input.User.AdditionalGids.Count > 0 ? input.User.AdditionalGids : null,
            },
            Args = [container.Path, .. container.Args],
            Env = EnvironmentPart.Build(input),
            Cwd = container.Config.WorkingDir.Length > 0 ? container.Config.WorkingDir : "/",
            Capabilities = CapabilityPart.Sets(input.Security.Capabilities, input.User.Uid),
            Rlimits = UlimitPart.Build(container.HostConfig.Resources.Ulimits, input.DefaultUlimits),
            NoNewPrivileges = input.Security.NoNewPrivileges,
            ApparmorProfile = input.Security.AppArmorProfile,
            SelinuxLabel = input.Security.SelinuxProcessLabel,
            OomScoreAdj = container.HostConfig.OomScoreAdj,
        };
    }

    public static ConsoleSize? Console(Containers.ConsoleDimensions size) =>
        size is { Height: > 0, Width: > 0 } ? new ConsoleSize { Height = size.Height, Width = size.Width } : null;
}
