namespace Davit.Cli.Commands.Containers;

/// <summary>The file of <c>--cidfile</c>: taken before the container is made, removed again where that fails.</summary>
internal sealed class CidFile : IDisposable
{
    private readonly string _path;
    private bool _written;

    private CidFile(string path) => _path = path;

    /// <summary>Null where no file is wanted. Throws <see cref="CommandException"/> where it exists already.</summary>
    public static CidFile? Reserve(string path)
    {
        if (path.Length == 0)
        {
            return null;
        }

        if (Path.Exists(path))
        {
            throw new CommandException($"container ID file found, make sure the other container isn't running or delete {path}");
        }

        try
        {
            new FileStream(path, FileMode.CreateNew).Dispose();
            return new CidFile(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"failed to create the container ID file: {error.Message}");
        }
    }

    public void Write(string id)
    {
        File.WriteAllText(_path, id);
        _written = true;
    }

    public void Dispose()
    {
        if (!_written)
        {
            File.Delete(_path);
        }
    }
}
