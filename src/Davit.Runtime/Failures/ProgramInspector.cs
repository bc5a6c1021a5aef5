using Davit.Linux;
using Davit.Linux.Files;
using Davit.Oci.Runtime;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Failures;

/// <summary>
/// Inspects a program below a root that belongs to somebody else: paths are walked inside it, and only regular files are read.
/// </summary>
internal static class ProgramInspector
{
    private const int HeaderSize = 4096;
    private const int AnyExecute = 0x49;

    public static Finding Inspect(FileDescriptor root, ProcessSpec process, Errno errno)
    {
        var name = process.Args?[0] ?? "";
        foreach (var path in ProgramPaths.Candidates(process))
        {
            if (OpenCalls.TryOpenAt2(root, path, OpenFlags.Path, ResolveFlags.InRoot, 0, out var file) != Errno.None)
            {
                continue;
            }

            using (file)
            {
                if (InspectFile(root, file!, path, errno) is { } finding)
                {
                    return finding;
                }
            }
        }

        return new Finding(LaunchFailure.CommandNotFound, name.Contains('/', StringComparison.Ordinal)
            ? $"exec: \"{name}\": stat {name}: no such file or directory"
            : $"exec: \"{name}\": executable file not found in $PATH");
    }

    /// <summary>The beginning of a regular file below the root, or null.</summary>
    public static byte[]? ReadHead(FileDescriptor root, string path, int size)
    {
        const OpenFlags Flags = OpenFlags.ReadOnly | OpenFlags.NonBlock | OpenFlags.NoControllingTerminal;
        const ResolveFlags Inside = ResolveFlags.InRoot | ResolveFlags.NoMagicLinks;
        if (OpenCalls.TryOpenAt2(root, path, Flags, Inside, 0, out var file) != Errno.None)
        {
            return null;
        }

        using (file)
        {
            if (!StatCalls.Stat(file!).IsRegular)
            {
                return null;
            }

            var buffer = new byte[size];
            var count = ReadWriteCalls.TryRead(file!, buffer, out var errno);
            return errno == Errno.None ? buffer[..count] : null;
        }
    }

    private static Finding? InspectFile(FileDescriptor root, FileDescriptor file, string path, Errno errno)
    {
        var stat = StatCalls.Stat(file);
        if (stat.IsDirectory)
        {
            return new(LaunchFailure.NotExecutable, $"exec: \"{path}\": is a directory");
        }

        if (!stat.IsRegular || (stat.Mode & AnyExecute) == 0 || errno == Errno.EACCES)
        {
            var mode = Convert.ToString((int)stat.Permissions, 8).PadLeft(4, '0');
            return new(LaunchFailure.NotExecutable, $"exec: \"{path}\": permission denied: its mode {mode} does not let this user run it");
        }

        var head = ReadHead(root, path, HeaderSize) ?? [];
        return errno switch
        {
            Errno.ENOENT => MissingInterpreter(root, path, head),
            Errno.ENOEXEC => NotForThisMachine(path, head),
            _ => new(LaunchFailure.Other, $"exec: \"{path}\": {errno.Describe()}"),
        };
    }

    private static Finding? MissingInterpreter(FileDescriptor root, string path, byte[] head)
    {
        var interpreter = ElfImage.IsElf(head) ? ElfImage.Interpreter(head) : ScriptInterpreter(head);
        if (interpreter is null)
        {
            return null;
        }

        return ReadHead(root, interpreter, HeaderSize) is not { } loader
            ? new(LaunchFailure.MissingInterpreter, $"exec: \"{path}\": its interpreter {interpreter} is not in the image")
            : ElfImage.Machine(loader) is { } machine && machine != ElfImage.NativeMachine
                ? new(LaunchFailure.WrongArchitecture, $"exec: \"{path}\": its interpreter {interpreter} is for {ElfImage.NameOf(machine)}")
                : null;
    }

    private static Finding NotForThisMachine(string path, byte[] head)
    {
        var native = ElfImage.NameOf(ElfImage.NativeMachine);
        return ElfImage.Machine(head) is { } machine && machine != ElfImage.NativeMachine
            ? new(
                LaunchFailure.WrongArchitecture,
                $"exec: \"{path}\": exec format error: the program is for {ElfImage.NameOf(machine)}, this machine is {native}")
            : new(
                LaunchFailure.NotExecutable,
                $"exec: \"{path}\": exec format error: neither a program for {native} nor a script that begins with #!");
    }

    private static string? ScriptInterpreter(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("#!"u8))
        {
            return null;
        }

        var line = head[2..];
        var end = line.IndexOf((byte)'\n');
        var words = System.Text.Encoding.UTF8.GetString(end < 0 ? line : line[..end])
            .Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

        // A carriage return is part of the name to the kernel, and not seen by people.
        return words.Length == 0 ? null : words[0].Replace("\r", "\\r", StringComparison.Ordinal);
    }
}
