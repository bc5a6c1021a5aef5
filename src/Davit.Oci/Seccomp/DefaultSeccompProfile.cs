using Davit.Oci.Runtime;

namespace Davit.Oci.Seccomp;

/// <summary>The filter of a container that asks for none: what docker allows by default.</summary>
public static class DefaultSeccompProfile
{
    /// <summary>The filter for a container with these capabilities (<c>CAP_…</c>, the bounding set).</summary>
    /// <param name="architecture">Go's or Linux' name: <c>amd64</c>/<c>x86_64</c>, <c>arm64</c>/<c>aarch64</c>.</param>
    public static SeccompSpec For(IReadOnlySet<string> capabilities, string architecture) => throw new NotImplementedException();
}
