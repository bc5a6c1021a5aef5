using Davit.Linux.Mounts;
using Davit.Linux.Processes;
using Davit.Runtime.Cgroups;
using Davit.Runtime.Namespaces;
using Davit.Runtime.Plan;
using Davit.Runtime.Seccomp;

namespace Davit.Runtime.Launching;

/// <summary>A launch request and what this machine is → the inputs of the plan compiler.</summary>
internal static class PlanSettings
{
    /// <exception cref="LaunchException">The specification is invalid, or asks for what the machine has not.</exception>
    public static PlanInputs Of(LaunchRequest request, CgroupHost? host, string cgroupPath)
    {
        var spec = request.Spec;
        var errors = SpecValidator.Validate(spec);
        if (errors.Count > 0)
        {
            throw new LaunchException(LaunchFailure.Other, "invalid specification: " + string.Join("; ", errors));
        }

        var mountsCgroups = (spec.Mounts ?? []).Any(m => m.Type is "cgroup" or "cgroup2");
        return new PlanInputs
        {
            Id = request.Id,
            Spec = spec,
            Bundle = request.Bundle,
            Rootfs = request.Rootfs,
            LayerByLayer = OverlayCalls.TakesLayerByLayer,
            Console = request.Streams.IsConsole,
            Streams = request.Streams.Input is not null,
            PreserveFds = request.PreserveFds,
            UseInit = request.UseInit,
            NoPivot = request.NoPivot,
            NoNewKeyring = request.NoNewKeyring,
            Seccomp = CompileSeccomp(spec.Linux?.Seccomp, request.SeccompCacheDirectory),
            CgroupMounts = mountsCgroups && host is not null ? CgroupMount.Of(host, cgroupPath) : [],
            OpenSourcesBefore = ProcessCalls.EffectiveUserId == 0
                && new NamespaceSet(spec.Linux?.Namespaces).Has(CloneFlags.NewUser),
            AppArmorFile = SecurityModules.AppArmorFile(spec.Process!),
            SelinuxFile = SecurityModules.SelinuxFile(spec.Process!),
        };
    }

    public static SeccompProgram? CompileSeccomp(Davit.Oci.Runtime.SeccompSpec? spec, string? cacheDirectory)
    {
        try
        {
            return spec is null ? null : SeccompCompiler.Compile(spec, cacheDirectory);
        }
        catch (SeccompException failure)
        {
            throw new LaunchException(LaunchFailure.Other, failure.Message, failure);
        }
    }
}
