using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Mounts;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Launching;

/// <summary>Opens descriptors that a plan wants before clone3.</summary>
internal static class SlotOpener
{
    public static FileDescriptor Open(SlotSource source)
    {
        try
        {
            return source.Kind switch
            {
                SlotSourceKind.Namespace => OpenNamespace(source.Path),
                SlotSourceKind.Mount => CloneTree(source, recursive: false),
                SlotSourceKind.MountTree => CloneTree(source, recursive: true),
                _ => UserNamespaceFile.Create(source.UidMappings, source.GidMappings),
            };
        }
        catch (LinuxException failure)
        {
            throw new LaunchException(LaunchFailure.Other, Describe(source) + ": " + failure.Errno.Describe(), failure)
            {
                Errno = failure.Errno,
                Step = Describe(source),
            };
        }
    }

    /// <summary>A namespace's file, checked to be one: setns(2) would not tell a path from a typing error.</summary>
    public static FileDescriptor OpenNamespace(string path)
    {
        var file = OpenCalls.Open(path, OpenFlags.ReadOnly);
        if (StatCalls.FileSystemType(file) == FileSystemMagic.NamespaceFs)
        {
            return file;
        }

        file.Dispose();
        throw new LinuxException(Errno.EINVAL, "open namespace", path);
    }

    private static FileDescriptor CloneTree(SlotSource source, bool recursive)
    {
        if (!source.NoLinks)
        {
            return MountCalls.CloneTree(null, source.Path, recursive);
        }

        using var place = OpenCalls.OpenAt2(null, source.Path, OpenFlags.Path, ResolveFlags.NoSymlinks);
        return MountCalls.CloneTree(place, "", recursive);
    }

    private static string Describe(SlotSource source) => source.Kind switch
    {
        SlotSourceKind.Namespace => $"open namespace {source.Path}",
        SlotSourceKind.UserNamespace => $"map ids of mount {source.Path}",
        _ => $"open mount source {source.Path}",
    };
}
