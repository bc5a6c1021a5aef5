using System.Runtime.InteropServices;

namespace Davit.Linux.Processes;

/// <summary>
/// posix_spawn(3), which the C library does with clone(CLONE_VM | CLONE_VFORK): no copy of page tables, and nothing of .NET runs in
/// the child.
/// </summary>
public static unsafe partial class SpawnCalls
{
    // posix_spawnattr_t and posix_spawn_file_actions_t of glibc are 336 and 80 bytes.
    private const int StructureLength = 512;
    private const int SetSignalDefaults = 0x04;
    private const int SetSignalMask = 0x08;
    private const int SetSession = 0x80;

    // Where descriptors are put first, out of the way of the numbers they get.
    private const int Staging = 512;

    /// <summary>Starts a program. Returns its pid; the caller reaps it.</summary>
    /// <exception cref="LinuxException">The program could not be executed.</exception>
    public static int Spawn(SpawnRequest request)
    {
        var attributes = stackalloc byte[StructureLength];
        var actions = stackalloc byte[StructureLength];
        var arguments = new NativeStrings(request.Arguments);
        var environment = new NativeStrings(request.Environment);
        Check(AttributesInit(attributes), request);
        Check(ActionsInit(actions), request);
        try
        {
            SetAttributes(attributes, request);
            SetActions(actions, request);
            int pid;
            Check(SpawnCall(&pid, request.Path, actions, attributes, arguments.Pointers, environment.Pointers), request);
            GC.KeepAlive(request);
            return pid;
        }
        finally
        {
            _ = ActionsDestroy(actions);
            _ = AttributesDestroy(attributes);
            arguments.Free();
            environment.Free();
        }
    }

    private static void SetAttributes(byte* attributes, SpawnRequest request)
    {
        // sigset_t of glibc has 1024 bits.
        var all = stackalloc ulong[16];
        new Span<ulong>(all, 16).Fill(ulong.MaxValue);
        var blocked = stackalloc ulong[16];
        new Span<ulong>(blocked, 16).Clear();
        blocked[0] = request.BlockedSignals;
        Check(AttributesSetDefaults(attributes, all), request);
        Check(AttributesSetMask(attributes, blocked), request);
        var flags = SetSignalDefaults | SetSignalMask | (request.NewSession ? SetSession : 0);
        Check(AttributesSetFlags(attributes, (short)flags), request);
    }

    private static void SetActions(byte* actions, SpawnRequest request)
    {
        const int ReadWrite = 2;
        for (var number = 0; number < request.Descriptors.Count; number++)
        {
            if (request.Descriptors[number] is { } file)
            {
                Check(ActionsAddDup(actions, file.Value, Staging + number), request);
            }
        }

        for (var number = 0; number < request.Descriptors.Count; number++)
        {
            Check(
                request.Descriptors[number] is null
                    ? ActionsAddOpen(actions, number, "/dev/null", ReadWrite, 0)
                    : ActionsAddDup(actions, Staging + number, number),
                request);
        }

        if (request.WorkingDirectory is { } directory)
        {
            Check(ActionsAddChdir(actions, directory), request);
        }

        Check(ActionsAddCloseFrom(actions, request.Descriptors.Count), request);
    }

    // These functions return the error number instead of setting errno.
    private static void Check(int error, SpawnRequest request)
    {
        if (error != 0)
        {
            throw new LinuxException((Errno)error, "posix_spawn", request.Path);
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SpawnCall(int* pid, string path, byte* actions, byte* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    private static partial int AttributesInit(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    private static partial int AttributesDestroy(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    private static partial int AttributesSetFlags(byte* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    private static partial int AttributesSetMask(byte* attributes, ulong* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    private static partial int AttributesSetDefaults(byte* attributes, ulong* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int ActionsInit(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int ActionsDestroy(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static partial int ActionsAddDup(byte* actions, int from, int to);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ActionsAddOpen(byte* actions, int fd, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addchdir_np", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ActionsAddChdir(byte* actions, string path);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addclosefrom_np")]
    private static partial int ActionsAddCloseFrom(byte* actions, int from);

    /// <summary>A null-terminated array of C strings.</summary>
    private readonly struct NativeStrings
    {
        private readonly int _count;

        public NativeStrings(IReadOnlyList<string> strings)
        {
            _count = strings.Count;
            Pointers = (byte**)NativeMemory.AllocZeroed((nuint)(_count + 1), (nuint)sizeof(byte*));
            for (var i = 0; i < _count; i++)
            {
                Pointers[i] = (byte*)Marshal.StringToCoTaskMemUTF8(strings[i]);
            }
        }

        public byte** Pointers { get; }

        public void Free()
        {
            for (var i = 0; i < _count; i++)
            {
                Marshal.FreeCoTaskMem((nint)Pointers[i]);
            }

            NativeMemory.Free(Pointers);
        }
    }
}
