using System.Globalization;

namespace Davit.Oci.Seccomp;

/// <summary>Reads kernel versions: the two numbers that count for a profile.</summary>
internal static class KernelVersion
{
    /// <exception cref="FormatException">The text does not start with two numbers and a dot.</exception>
    internal static Version Parse(string text)
    {
        var parts = text.Split('.');
        return parts.Length >= 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && int.TryParse(parts[1].Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
                ? new Version(major, minor)
                : throw new FormatException($"seccomp profile: '{text}' is not a kernel version such as 4.8");
    }
}
