using System.Globalization;
using System.Text;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Oci.Runtime;
using Davit.Runtime.Launching;
using Davit.Runtime.State;

namespace Davit.Runtime.CommandLine;

/// <summary>Makes a container for <c>create</c> and <c>run</c>: reserves its id, launches, writes its state.</summary>
internal sealed class ContainerMaker(OciContext context, OptionSet options)
{
    private readonly string id = options.Id;
    private readonly string bundle = CreateOptions.BundleOf(options);

    public Spec Spec { get; private set; } = null!;

    public string Bundle => bundle;

    /// <summary>The process waits for its start; on failure nothing is left.</summary>
    /// <param name="waitOnSocket">Another process will start it.</param>
    /// <param name="streams">Null: the caller's own, or a console if the specification wants one.</param>
    public LaunchedProcess Make(bool waitOnSocket, ProcessStreams? streams = null)
    {
        var json = SpecFiles.ReadBundle(bundle);
        Spec = SpecFiles.Parse(json, Path.Combine(bundle, "config.json"));
        ImageProtection.Ensure(Spec);
        CheckTerminal(waitOnSocket || options.Has("detach"));
        context.Store.Reserve(id);
        try
        {
            context.Store.SaveSpec(id, json);
            using var listener = waitOnSocket ? StartSocket.Listen(context.Store.StartSocketOf(id)) : null;
            return Launch(listener, streams);
        }
        catch
        {
            context.Store.Remove(id);
            throw;
        }
    }

    private LaunchedProcess Launch(FileDescriptor? listener, ProcessStreams? streams)
    {
        var process = ContainerLauncher.Create(new LaunchRequest
        {
            Id = id,
            Spec = Spec,
            Bundle = bundle,
            Streams = streams ?? (Spec.Process?.Terminal == true ? ProcessStreams.Console : ProcessStreams.Inherited),
            ConsoleSocket = options.Get("console-socket"),
            PreserveFds = PreservedDescriptors.Count(options.GetInt("preserve-fds", 0)),
            NoPivot = options.Has("no-pivot"),
            NoNewKeyring = options.Has("no-new-keyring"),
            StartListener = listener,
            SeccompCacheDirectory = context.SeccompCache,
            OnProcessCreated = SaveState,
        });
        WritePidFile(process.Pid);
        return process;
    }

    // Before hooks run: they may ask for the container's state.
    private void SaveState(int pid) => context.Store.Save(new ContainerState
    {
        Id = id,
        InitProcessPid = pid,
        InitProcessStart = ProcessStat.Read(pid)?.StartTime ?? 0,
        Created = context.Time.GetUtcNow(),
        Bundle = bundle,
        Rootfs = Path.GetFullPath(Path.Combine(bundle, Spec.Root?.Path ?? "rootfs")),
        CgroupPath = ContainerCreation.CgroupPathOf(Spec, id),
    });

    private void WritePidFile(int pid)
    {
        if (options.Get("pid-file") is { } path)
        {
            AtomicFile.WriteVolatile(
                Path.GetFullPath(path), Encoding.ASCII.GetBytes(pid.ToString(CultureInfo.InvariantCulture)), 0x1A4 /* 0644 */);
        }
    }

    private void CheckTerminal(bool detached)
    {
        var terminal = Spec.Process?.Terminal == true;
        var socket = options.Get("console-socket");
        if (terminal && detached && socket is null)
        {
            throw new CommandException("the process wants a terminal: give --console-socket, or do not detach");
        }

        if (!terminal && socket is not null)
        {
            throw new CommandException("--console-socket is given, but the process wants no terminal");
        }
    }
}
