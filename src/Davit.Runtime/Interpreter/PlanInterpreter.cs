using Davit.Linux;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Interpreter;

/// <summary>
/// Runs a plan in the child of clone3. The child has one thread, and the garbage collector's other threads are missing in it:
/// nothing here may allocate, throw, touch a static with a constructor, or call anything but <see cref="Kernel"/>.
/// </summary>
internal static unsafe class PlanInterpreter
{
    /// <summary>Never returns.</summary>
    public static void Run(ChildState* state)
    {
        for (state->Current = 0; state->Current < state->Count; state->Current++)
        {
            var error = Step(state, state->Instructions + state->Current);
            if (error != 0)
            {
                Conversation.Fail(state, error);
            }
        }

        Exit(state, 0);
    }

    public static void Exit(ChildState* state, int code)
    {
        while (true)
        {
            state->Kernel.Call(SyscallNumber.ExitGroup, code);
        }
    }

    // A switch, not a table of function pointers: a table would be a static with a constructor.
    private static int Step(ChildState* state, Instruction* step) => step->Code switch
    {
        OpCode.ResetSignals => ProcessSteps.ResetSignals(state),
        OpCode.CloseDescriptors => ProcessSteps.CloseDescriptors(state),
        OpCode.JoinGroups => ProcessSteps.JoinGroups(state),
        OpCode.AwaitParent => Conversation.AwaitParent(state),
        OpCode.BecomeNamespaceRoot => ProcessSteps.BecomeNamespaceRoot(state),
        OpCode.OpenHostProc => NamespaceSteps.OpenHostProc(state),
        OpCode.JoinNamespace => NamespaceSteps.Join(state, step),
        OpCode.JoinProcessNamespaces => NamespaceSteps.JoinProcess(state, step),
        OpCode.CloneAgain => NamespaceSteps.CloneAgain(state, step),
        OpCode.Unshare => NamespaceSteps.Unshare(state, step),
        OpCode.WriteTimeOffsets => NamespaceSteps.WriteTimeOffsets(state, step),
        OpCode.LoopbackUp => NamespaceSteps.LoopbackUp(state),
        OpCode.SetHostname => NamespaceSteps.SetHostname(state, step),
        OpCode.SetDomainname => NamespaceSteps.SetDomainname(state, step),
        OpCode.WriteSysctl => NamespaceSteps.WriteSysctl(state, step),
        OpCode.StartSession => ProcessSteps.StartSession(state),
        OpCode.JoinKeyring => ProcessSteps.JoinKeyring(state, step),
        OpCode.OpenSource => RootSteps.OpenSource(state, step),
        OpCode.OpenNullDevice => RootSteps.OpenNullDevice(state),
        OpCode.SetHostPropagation => RootSteps.SetHostPropagation(state, step),
        OpCode.MountOverlay => OverlaySteps.Mount(state, step),
        OpCode.OpenRootfs => RootSteps.OpenRootfs(state, step),
        OpCode.AttachRootfs => RootSteps.AttachRootfs(state, step),
        OpCode.PivotRoot => RootSteps.PivotRoot(state),
        OpCode.MoveRoot => RootSteps.MoveRoot(state),
        OpCode.EnterRoot => RootSteps.EnterRoot(state),
        OpCode.SetRootPropagation => RootSteps.SetRootPropagation(state, step),
        OpCode.Mount => MountSteps.Mount(state, step),
        OpCode.Bind => MountSteps.Bind(state, step),
        OpCode.Remount => MountSteps.Remount(state, step),
        OpCode.SetReadOnly => MountSteps.SetReadOnly(state, step),
        OpCode.ReadOnlyPath => MaskSteps.ReadOnlyPath(state, step),
        OpCode.MaskPath => MaskSteps.MaskPath(state, step),
        OpCode.MakeDirectory => DeviceSteps.MakeDirectory(state, step),
        OpCode.MakeDevice => DeviceSteps.MakeDevice(state, step),
        OpCode.BindDevice => DeviceSteps.BindDevice(state, step),
        OpCode.Symlink => DeviceSteps.Symlink(state, step),
        OpCode.CreateConsole => ConsoleSteps.Create(state, step),
        OpCode.SetControllingTerminal => ConsoleSteps.SetControllingTerminal(state),
        OpCode.SetStreams => ConsoleSteps.SetStreams(state),
        OpCode.FixStreamOwners => ConsoleSteps.FixStreamOwners(state, step),
        OpCode.RequestHooks => Conversation.RequestHooks(state),
        OpCode.RunHook => HookSteps.Run(state, step),
        OpCode.Ready => Conversation.Ready(state),
        OpCode.AwaitStart => Conversation.AwaitStart(state),
        OpCode.FindProgram => ExecuteSteps.FindProgram(state, step),
        OpCode.FindHome => ExecuteSteps.FindHome(state, step),
        OpCode.ForkInit => ExecuteSteps.ForkInit(state),
        OpCode.Execute => ExecuteSteps.Execute(state, step),
        OpCode.ChangeDirectory => ProcessSteps.ChangeDirectory(state, step),
        OpCode.WriteLabel => CredentialSteps.WriteLabel(state, step),
        OpCode.SetPersonality => ProcessSteps.SetPersonality(state, step),
        OpCode.SetScheduler => ProcessSteps.SetScheduler(state, step),
        OpCode.SetIoPriority => ProcessSteps.SetIoPriority(state, step),
        OpCode.SetCpuAffinity => ProcessSteps.SetCpuAffinity(state, step),
        OpCode.SetLimit => ProcessSteps.SetLimit(state, step),
        OpCode.SetUmask => ProcessSteps.SetUmask(state, step),
        OpCode.DropBounding => CredentialSteps.DropBounding(state, step),
        OpCode.SetUser => CredentialSteps.SetUser(state, step),
        OpCode.SetCapabilities => CredentialSteps.SetCapabilities(state, step),
        OpCode.SetNoNewPrivileges => CredentialSteps.SetNoNewPrivileges(state),
        OpCode.InstallSeccomp => CredentialSteps.InstallSeccomp(state, step),
        _ => (int)Errno.ENOSYS,
    };
}
