namespace Davit.Privileged.Tests.Network;

/// <summary>A file of the machine with other content, for this process's mount namespace only.</summary>
internal sealed class ReplacedFile : IDisposable
{
    private readonly string _path;
    private readonly string _content = Path.GetTempFileName();

    public ReplacedFile(string path, string content)
    {
        _path = path;
        File.WriteAllText(_content, content);
        PrivateHost.Run("mount", $"--bind {_content} {path}");
    }

    public void Dispose()
    {
        PrivateHost.Run("umount", _path);
        File.Delete(_content);
    }
}
