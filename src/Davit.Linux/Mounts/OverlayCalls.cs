using System.Text;
using Davit.Linux.Files;

namespace Davit.Linux.Mounts;

/// <summary>
/// An overlay by mount(2), which every kernel has, with its directories named by descriptor: short, and nothing in them to escape.
/// </summary>
public static class OverlayCalls
{
    // mount(2) copies one page of options.
    private const int OptionsLimit = 4095;

    /// <summary>
    /// Whether fsconfig(2) takes one layer per call (lowerdir+, since Linux 6.7). Where it does not, trying works too, but leaves a line in
    /// the kernel's log each time.
    /// </summary>
    public static bool TakesLayerByLayer { get; } = Environment.OSVersion.Version >= new Version(6, 7);

    /// <summary>Mounts on <paramref name="target"/>; read-only without an <paramref name="upper"/>.</summary>
    /// <returns>E2BIG: more directories than a page of options names, some two hundred.</returns>
    /// <exception cref="LinuxException">A directory is missing.</exception>
    public static Errno TryMount(IEnumerable<string> lower, string? upper, string? work, string target)
    {
        var open = new List<FileDescriptor>();
        try
        {
            var options = new StringBuilder("lowerdir=").AppendJoin(':', lower.Select(layer => Name(layer, open)));
            if (upper is not null)
            {
                options.Append(",upperdir=").Append(Name(upper, open)).Append(",workdir=").Append(Name(work!, open));
            }

            var flags = upper is null ? MountFlags.ReadOnly : MountFlags.None;
            return options.Length > OptionsLimit
                ? Errno.E2BIG
                : MountCalls.TryMount("overlay", target, "overlay", flags, options.ToString());
        }
        finally
        {
            open.ForEach(descriptor => descriptor.Dispose());
        }
    }

    private static string Name(string path, List<FileDescriptor> open)
    {
        open.Add(OpenCalls.Open(path, OpenFlags.Path | OpenFlags.Directory));
        return open[^1].ProcPath;
    }
}
