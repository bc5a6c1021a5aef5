using Davit.Linux;
using Davit.Linux.Processes;
using Davit.Oci.Runtime;
using Davit.Runtime.Launching;
using Davit.Runtime.Plan;

namespace Davit.Runtime.CommandLine;

/// <summary>
/// Executes this program again from a read-only overlay of itself, if processes of a container could otherwise see, in the
/// moments before the trampoline, a process whose file is the engine's (CVE-2019-5736): an exec, or a shared pid namespace.
/// </summary>
internal static class ImageProtection
{
    /// <summary>For a container that is to be made: a pid namespace of its own has nobody else in it.</summary>
    public static void Ensure(Spec spec)
    {
        var isAlone = new NamespaceSet(spec.Linux?.Namespaces).IsNew(CloneFlags.NewPid);
        if (!isAlone || !TrampolineChoice.IsPossible(spec))
        {
            Ensure();
        }
    }

    /// <summary>Returns only if the program runs protected already, or the kernel cannot make it so.</summary>
    public static void Ensure()
    {
        if (SelfImage.IsProtected)
        {
            return;
        }

        try
        {
            using var image = SelfImage.OpenProtected();
            ExecuteCalls.Execute(image, Environment.GetCommandLineArgs());
        }
        catch (LinuxException)
        {
            // Without CAP_SYS_ADMIN there is no overlay; the caller's own file is not writable for a container's root then.
        }
    }
}
