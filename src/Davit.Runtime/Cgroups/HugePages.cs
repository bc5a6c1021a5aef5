using System.Globalization;
using Davit.Linux;
using Davit.Oci.Runtime;

namespace Davit.Runtime.Cgroups;

/// <summary>Limits of huge pages: the same in both versions but for the file's name.</summary>
internal static class HugePages
{
    internal static void Apply(CgroupDirectory directory, HugepageLimitSpec huge, string suffix)
    {
        if (huge.PageSize.Length == 0 || !huge.PageSize.All(char.IsAsciiLetterOrDigit))
        {
            throw new CgroupException($"huge page limit: '{huge.PageSize}' is not a page size such as 2MB");
        }

        var limit = $"huge page limit {huge.PageSize}";
        directory.Set($"hugetlb.{huge.PageSize}.{suffix}", huge.Limit, limit);

        // Reservations are a limit of their own since Linux 5.7; a kernel without it limits faults only.
        var (file, value) = ($"hugetlb.{huge.PageSize}.rsvd.{suffix}", huge.Limit.ToString(CultureInfo.InvariantCulture));
        var errno = directory.TryWrite(file, value);
        if (errno is not (Errno.None or Errno.ENOENT))
        {
            throw directory.Refused(file, value, limit, errno);
        }
    }

    /// <summary>The page sizes that a directory has files for, such as <c>2MB</c>.</summary>
    internal static IEnumerable<string> Sizes(CgroupDirectory directory, string suffix) =>
        Directory.EnumerateFiles(directory.Path, $"hugetlb.*.{suffix}")
            .Select(file => Path.GetFileName(file).Split('.'))
            .Where(parts => parts.Length == 3)
            .Select(parts => parts[1]);
}
