using System.Text.Json;
using Davit.Oci.Runtime;

namespace Davit.Oci.Seccomp;

/// <summary>
/// A profile in docker's dialect: an OCI filter whose rules may depend on the container's capabilities, the machine and
/// the kernel. Immutable.
/// </summary>
public sealed class SeccompProfile
{
    private readonly ProfileDocument _document;

    internal SeccompProfile(ProfileDocument document) => _document = document;

    /// <summary>Reads docker's JSON (or plain OCI seccomp JSON, which is a subset).</summary>
    /// <exception cref="FormatException">The text is not a profile; the message names the member.</exception>
    public static SeccompProfile Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var document = JsonSerializer.Deserialize(json, ProfileJson.Default.ProfileDocument)
                ?? throw new FormatException("seccomp profile: the document is null");
            Check(document);
            return new SeccompProfile(document);
        }
        catch (JsonException failure)
        {
            throw new FormatException($"seccomp profile: {JsonFailure.Describe(failure)}", failure);
        }
    }

    /// <summary>The filter for a container with these capabilities.</summary>
    /// <param name="capabilities">Names such as <c>CAP_SYS_ADMIN</c>: the bounding set.</param>
    /// <param name="architecture">Go's or Linux' name: <c>amd64</c>/<c>x86_64</c>, <c>arm64</c>/<c>aarch64</c>.</param>
    /// <param name="kernel">The running kernel's version, for rules that ask for one.</param>
    public SeccompSpec For(IReadOnlySet<string> capabilities, string architecture, Version kernel)
    {
        var target = new ProfileTarget(capabilities, ProfileTarget.GoName(architecture), kernel);
        return new SeccompSpec
        {
            DefaultAction = _document.DefaultAction,
            DefaultErrnoRet = _document.DefaultErrnoRet,
            Architectures = Architectures(target),
            Flags = _document.Flags is { Count: > 0 } flags ? flags : null,
            ListenerPath = _document.ListenerPath,
            ListenerMetadata = _document.ListenerMetadata,
            Syscalls = [.. (_document.Syscalls ?? []).Where(rule => rule!.AppliesTo(target)).Select(rule => rule!.ToSpec())],
        };
    }

    private IReadOnlyList<string>? Architectures(ProfileTarget target)
    {
        if (_document.ArchMap is not { Count: > 0 } map)
        {
            return _document.Architectures is { Count: > 0 } architectures ? architectures : null;
        }

        var own = map.FirstOrDefault(entry => entry.Architecture == target.SeccompName);
        return own is null ? null : [own.Architecture, .. own.SubArchitectures ?? []];
    }

    /// <summary>Docker's own checks (moby, profiles/seccomp); values are checked by the compiler.</summary>
    private static void Check(ProfileDocument document)
    {
        if (string.IsNullOrEmpty(document.DefaultAction))
        {
            throw new FormatException("seccomp profile: defaultAction is missing");
        }

        if (document is { ArchMap.Count: > 0, Architectures.Count: > 0 })
        {
            throw new FormatException("seccomp profile: use either 'architectures' or 'archMap'");
        }

        foreach (var rule in document.Syscalls ?? [])
        {
            Check(rule ?? throw new FormatException("seccomp profile: a rule in 'syscalls' is null"));
        }
    }

    private static void Check(ProfileRule rule)
    {
        if (rule is { Name.Length: > 0, Names.Count: > 0 })
        {
            throw new FormatException($"seccomp profile: use either 'name' or 'names' in a rule ({rule.Name})");
        }

        if (rule is { Names: null or { Count: 0 }, Name: null or { Length: 0 } })
        {
            throw new FormatException("seccomp profile: a rule in 'syscalls' has neither 'name' nor 'names'");
        }

        foreach (var version in new[] { rule.Includes?.MinKernel, rule.Excludes?.MinKernel })
        {
            if (version is { Length: > 0 })
            {
                _ = KernelVersion.Parse(version);
            }
        }
    }
}
