using System.Text.Json;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Oci.Runtime;
using Davit.Runtime.CommandLine;

namespace Davit.Runtime.State;

/// <summary>
/// The state directory: <c>ROOT/ID/{state.json, config.json, start.sock}</c>. Files appear whole (rename); the directory's own
/// creation decides who owns an id.
/// </summary>
internal sealed class ContainerStore(string root)
{
    private const string StateFile = "state.json";
    private const string SpecFile = "config.json";
    private const string SocketFile = "start.sock";

    public string Root => root;

    public string DirectoryOf(string id) => Path.Combine(root, id);

    public string StartSocketOf(string id) => Path.Combine(root, id, SocketFile);

    /// <summary>Takes the id.</summary>
    /// <exception cref="CommandException">It is invalid or taken.</exception>
    public void Reserve(string id)
    {
        CheckId(id);
        Directory.CreateDirectory(root);
        var errno = DirectoryCalls.TryMakeDirectory(null, DirectoryOf(id), 0x1C9 /* 0711 */);
        if (errno == Errno.EEXIST)
        {
            throw new CommandException($"container with id {id} already exists");
        }

        if (errno != Errno.None)
        {
            throw new LinuxException(errno, "mkdir", DirectoryOf(id));
        }
    }

    public void SaveSpec(string id, ReadOnlySpan<byte> spec) =>
        AtomicFile.WriteVolatile(Path.Combine(DirectoryOf(id), SpecFile), spec);

    public void Save(ContainerState state) => AtomicFile.WriteVolatile(
        Path.Combine(DirectoryOf(state.Id), StateFile),
        JsonSerializer.SerializeToUtf8Bytes(state, StateJson.Default.ContainerState));

    /// <exception cref="CommandException">There is no such container.</exception>
    public ContainerState Load(string id) =>
        TryLoad(id) ?? throw new CommandException($"container \"{id}\" does not exist");

    public ContainerState? TryLoad(string id)
    {
        CheckId(id);
        var content = TryRead(Path.Combine(DirectoryOf(id), StateFile));
        return content is null ? null : JsonSerializer.Deserialize(content, StateJson.Default.ContainerState);
    }

    public Spec LoadSpec(string id) =>
        SpecFiles.Parse(TryRead(Path.Combine(DirectoryOf(id), SpecFile)) ?? [], Path.Combine(DirectoryOf(id), SpecFile));

    public IEnumerable<string> Ids() => Directory.Exists(root)
        ? Directory.EnumerateDirectories(root).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)
        : [];

    /// <summary>Forgets the container; an absent one is fine.</summary>
    public void Remove(string id)
    {
        CheckId(id);
        if (Directory.Exists(DirectoryOf(id)))
        {
            Directory.Delete(DirectoryOf(id), recursive: true);
        }
    }

    /// <summary>The container waits for <c>start</c> as long as its socket is there.</summary>
    public bool IsWaiting(string id) => File.Exists(StartSocketOf(id));

    public void ForgetStartSocket(string id) => DirectoryCalls.TryUnlink(null, StartSocketOf(id));

    private static byte[]? TryRead(string path)
    {
        if (OpenCalls.TryOpenAt(null, path, OpenFlags.ReadOnly, 0, out var file) != Errno.None)
        {
            return null;
        }

        using (file)
        {
            return ReadWriteCalls.ReadToEnd(file!);
        }
    }

    private static void CheckId(string id)
    {
        var valid = id.Length is > 0 and <= 1024 && id is not ("." or "..")
            && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '+' or '-' or '.');
        if (!valid)
        {
            throw new CommandException($"invalid container id \"{id}\": letters, digits and _+-. are allowed");
        }
    }
}
