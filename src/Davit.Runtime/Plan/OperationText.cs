using Davit.Linux.Mounts;
using Davit.Linux.Processes;

namespace Davit.Runtime.Plan;

/// <summary>Operations in words: for <c>davit oci plan</c> and for errors.</summary>
internal static class OperationText
{
    public static string Describe(Operation o) => o.Code switch
    {
        OpCode.ResetSignals => "reset signals",
        OpCode.CloseDescriptors => "close inherited descriptors",
        OpCode.JoinGroups => "join the control group",
        OpCode.AwaitParent => o.P ?? "wait",
        OpCode.BecomeNamespaceRoot => "become root of the user namespace",
        OpCode.OpenHostProc => "open the host's /proc",
        OpCode.JoinNamespace => $"join {o.Q} namespace {o.P}",
        OpCode.JoinProcessNamespaces => $"join namespaces {(CloneFlags)o.X}",
        OpCode.CloneAgain => $"clone with namespaces {(CloneFlags)o.X}",
        OpCode.Unshare => $"unshare {(CloneFlags)o.X}",
        OpCode.WriteTimeOffsets => $"set time offsets {o.P?.ReplaceLineEndings(" ").TrimEnd()}",
        OpCode.StartSession => "start session",
        OpCode.JoinKeyring => $"join session keyring {o.P}",
        OpCode.LoopbackUp => "bring up loopback",
        OpCode.OpenSource => $"open mount source {o.P}",
        OpCode.OpenNullDevice => "open the host's /dev/null",
        OpCode.SetHostPropagation => $"make host mounts {(MountFlags)o.X}",
        OpCode.MountOverlay => $"mount overlay of {o.List?.Count ?? 0} layers",
        OpCode.OpenRootfs => $"open rootfs {o.P}",
        OpCode.AttachRootfs => $"attach rootfs at {o.P}",
        OpCode.Mount => $"mount {o.P} on {o.R}{Attributes(o)}",
        OpCode.Bind => $"bind {o.P} on {o.R}{Attributes(o)}",
        OpCode.Remount => $"change mount {o.R}{Attributes(o)}",
        OpCode.MakeDirectory => $"make directory {o.P}",
        OpCode.MakeDevice => $"make device {o.P}/{o.Q}",
        OpCode.BindDevice => $"bind device {o.R}",
        OpCode.Symlink => $"link {o.P}/{o.Q} to {o.R}",
        OpCode.CreateConsole => "create console",
        OpCode.RequestHooks => "run prestart and createRuntime hooks",
        OpCode.RunHook => $"run {o.Q} hook {o.P}",
        _ => DescribeEntry(o),
    };

    private static string DescribeEntry(Operation o) => o.Code switch
    {
        OpCode.PivotRoot => "pivot root",
        OpCode.MoveRoot => "move root",
        OpCode.EnterRoot => "enter the container's root",
        OpCode.SetRootPropagation => $"make root {(MountFlags)o.X}",
        OpCode.SetReadOnly => $"make {o.P} read-only",
        OpCode.ReadOnlyPath => $"make {o.P} read-only",
        OpCode.MaskPath => $"mask {o.P}",
        OpCode.WriteSysctl => $"set sysctl {o.R}={o.Q}",
        OpCode.SetHostname => $"set hostname {o.P}",
        OpCode.SetDomainname => $"set domainname {o.P}",
        OpCode.FindProgram => $"find program {o.P}",
        OpCode.FindHome => $"find home of user {unchecked((uint)o.A)}",
        OpCode.ChangeDirectory => $"change directory to {o.P}{(o.A == 2 ? " as the user" : "")}",
        OpCode.Ready => "report created",
        OpCode.AwaitStart => "wait for start",
        OpCode.WriteLabel => $"set label {o.Q}",
        OpCode.SetPersonality => "set personality",
        OpCode.SetScheduler => $"set scheduler {o.P}",
        OpCode.SetIoPriority => $"set i/o priority {o.P}",
        OpCode.SetCpuAffinity => "set cpu affinity",
        OpCode.SetLimit => $"set limit {o.P} to {o.X}:{o.Y}",
        OpCode.SetControllingTerminal => "set controlling terminal",
        OpCode.SetStreams => "set standard streams",
        OpCode.FixStreamOwners => "give standard streams to the user",
        OpCode.SetUmask => $"set umask {Convert.ToString(o.A, 8)}",
        OpCode.DropBounding => "drop bounding capabilities",
        OpCode.SetUser => $"become user {unchecked((uint)o.A)}:{unchecked((uint)o.B)}",
        OpCode.SetCapabilities => "set capabilities",
        OpCode.SetNoNewPrivileges => "set no new privileges",
        OpCode.InstallSeccomp => $"install seccomp filter of {o.Blob.Length / 8} instructions",
        OpCode.ForkInit => "fork from init",
        OpCode.Execute => $"execute {o.P}",
        _ => o.Code.ToString(),
    };

    private static string Attributes(Operation o)
    {
        var text = (o.X | o.Z) == 0 ? "" : $" ({((MountAttributes)(o.X | o.Z)).ToString().ToLowerInvariant()})";
        var data = o.Code == OpCode.Mount && o.List is { Count: > 0 } list
            ? " " + string.Join(',', list.Chunk(2).Select(p => string.IsNullOrEmpty(p[1]) ? p[0] : $"{p[0]}={p[1]}"))
            : "";
        return text + data;
    }
}
