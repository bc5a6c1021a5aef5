using Davit.Oci.Runtime;

namespace Davit.Runtime.Seccomp;

/// <summary>OCI seccomp filter → classic BPF for this machine. Results are kept in memory by content; thread-safe.</summary>
public static class SeccompCompiler
{
    /// <summary>Compiles, or finds the result of an earlier call.</summary>
    /// <param name="spec">Unknown system call names are skipped, as libseccomp does.</param>
    /// <param name="cacheDirectory">An existing directory in which compiled filters are kept between processes; null: none.</param>
    /// <exception cref="SeccompException">The specification names an unknown action, operator, architecture or flag.</exception>
    public static SeccompProgram Compile(SeccompSpec spec, string? cacheDirectory = null)
    {
        var native = SeccompArchitectures.Native;
        return SeccompCache.GetOrAdd(SeccompKey.Of(spec, native), cacheDirectory, () => Compile(spec, native));
    }

    internal static SeccompProgram Compile(SeccompSpec spec, SeccompArchitecture native)
    {
        var rules = FilterRules.Read(spec, native);
        return new SeccompProgram(FilterCode.Write(rules), SeccompFlags.Parse(spec.Flags, rules.Notifies), rules.Notifies);
    }
}
