using System.Globalization;
using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Runtime.Cgroups;

/// <summary>One directory of a hierarchy: its files, the processes in it, and what is below it.</summary>
internal sealed class CgroupDirectory(string path)
{
    private const string Procs = "cgroup.procs";
    private const uint Mode = 0x1ed; // 0755

    internal string Path { get; } = path;

    internal string ProcsFile => $"{Path}/{Procs}";

    internal string this[string file] => $"{Path}/{file}";

    internal bool Exists => Directory.Exists(Path);

    internal bool Has(string file) => File.Exists(this[file]);

    /// <summary>Makes the directory and missing parents; false: it was there.</summary>
    /// <param name="madeParent">Called for every parent that was made, the topmost first.</param>
    internal bool Make(Action<CgroupDirectory>? madeParent = null)
    {
        // The parent can vanish between two steps when somebody tidies up empty groups: start again then.
        for (var attempt = 0; ; attempt++)
        {
            var errno = DirectoryCalls.TryMakeDirectory(null, Path, Mode);
            if (errno is Errno.None or Errno.EEXIST)
            {
                return errno == Errno.None;
            }

            if (errno != Errno.ENOENT || attempt == 8)
            {
                throw new CgroupException($"cannot make the control group {Path}: {errno.Describe()}", new LinuxException(errno, "mkdir", Path));
            }

            var parent = new CgroupDirectory(System.IO.Path.GetDirectoryName(Path)!);
            if (parent.Make(madeParent))
            {
                madeParent?.Invoke(parent);
            }
        }
    }

    /// <summary>
    /// Version 1: a file in which a thread moves itself by writing <c>0</c>. That takes no lock of the whole machine; a process id in
    /// <c>cgroup.procs</c> waits for an RCU grace period first, which is up to 15 ms.
    /// </summary>
    internal FileDescriptor OpenTasks() => OpenCalls.Open(this["tasks"], OpenFlags.WriteOnly);

    internal Errno TryWrite(string file, string value) => ControlFile.TryWrite(this[file], value);

    /// <summary>Sets a limit.</summary>
    /// <param name="limit">What was asked for, in the specification's words.</param>
    /// <exception cref="CgroupException">Names the limit, and the file or the value that was refused.</exception>
    internal void Set(string file, string value, string limit)
    {
        var errno = TryWrite(file, value);
        if (errno != Errno.None)
        {
            throw Refused(file, value, limit, errno);
        }
    }

    internal void Set(string file, long value, string limit) => Set(file, value.ToString(CultureInfo.InvariantCulture), limit);

    internal void Set(string file, ulong value, string limit) => Set(file, value.ToString(CultureInfo.InvariantCulture), limit);

    internal CgroupException Refused(string file, string value, string limit, Errno errno)
    {
        var why = errno switch
        {
            Errno.ENOENT => $"this kernel has no {file} in {Path}",
            Errno.EBUSY => $"{file} cannot be set to '{value}' now: it is in use",
            _ => $"the kernel refused '{value}' for {file}: {errno.Describe()}",
        };
        return new CgroupException($"{limit}: {why}", new LinuxException(errno, "write", this[file]));
    }

    internal string? TryRead(string file) => ControlFile.TryRead(this[file], out _);

    internal ulong? TryReadNumber(string file) => ControlFile.TryReadNumber(this[file]);

    /// <summary>Processes in this directory itself.</summary>
    internal IReadOnlyList<int> Pids()
    {
        var text = ControlFile.TryRead(ProcsFile, out _) ?? "";
        var pids = new List<int>();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            // 0 is a process of another PID namespace: it cannot be named from here.
            if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && pid > 0)
            {
                pids.Add(pid);
            }
        }

        return pids;
    }

    internal IReadOnlyList<CgroupDirectory> Children()
    {
        var errno = OpenCalls.TryOpenAt(null, Path, OpenFlags.ReadOnly | OpenFlags.Directory, 0, out var directory);
        if (errno != Errno.None)
        {
            return [];
        }

        using (directory)
        {
            // Control files have a dot in their names; a sub-group may too, so the kind decides.
            return [.. DirectoryCalls.ReadNames(directory!).Select(name => this[name]).Where(Directory.Exists).Select(path => new CgroupDirectory(path))];
        }
    }

    /// <summary>This directory and everything below it, parents before children.</summary>
    internal IEnumerable<CgroupDirectory> Tree()
    {
        yield return this;
        if (!HasChildren())
        {
            yield break;
        }

        foreach (var child in Children())
        {
            foreach (var directory in child.Tree())
            {
                yield return directory;
            }
        }
    }

    /// <summary>Removes the directory, with sub-groups if there are any; absent is success.</summary>
    internal Errno TryRemove()
    {
        var errno = DirectoryCalls.TryRemoveDirectory(null, Path);
        if (errno is Errno.EBUSY or Errno.ENOTEMPTY && HasChildren())
        {
            foreach (var child in Children())
            {
                child.TryRemove();
            }

            errno = DirectoryCalls.TryRemoveDirectory(null, Path);
        }

        return errno == Errno.ENOENT ? Errno.None : errno;
    }

    /// <summary>A directory's link count is two and one more for each sub-directory, in cgroup file systems too.</summary>
    private bool HasChildren() => StatCalls.TryStatLink(null, Path, out var status) == Errno.None && status.LinkCount > 2;
}
