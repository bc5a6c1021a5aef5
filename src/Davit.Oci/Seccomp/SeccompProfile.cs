using Davit.Oci.Runtime;

namespace Davit.Oci.Seccomp;

/// <summary>
/// A profile in docker's dialect: an OCI filter whose rules may depend on the container's capabilities, the machine and
/// the kernel. Immutable.
/// </summary>
public sealed class SeccompProfile
{
    /// <summary>Reads docker's JSON (or plain OCI seccomp JSON, which is a subset).</summary>
    /// <exception cref="FormatException">The text is not a profile; the message names the member.</exception>
    public static SeccompProfile Parse(ReadOnlySpan<byte> json) => throw new NotImplementedException();

    /// <summary>The filter for a container with these capabilities.</summary>
    /// <param name="capabilities">Names such as <c>CAP_SYS_ADMIN</c>: the bounding set.</param>
    /// <param name="architecture">Go's or Linux' name: <c>amd64</c>/<c>x86_64</c>, <c>arm64</c>/<c>aarch64</c>.</param>
    /// <param name="kernel">The running kernel's version, for rules that ask for one.</param>
    public SeccompSpec For(IReadOnlySet<string> capabilities, string architecture, Version kernel) => throw new NotImplementedException();
}
