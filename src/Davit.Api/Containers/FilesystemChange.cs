namespace Davit.Api.Containers;

/// <summary>A path that differs from the image: 0 modified, 1 added, 2 deleted.</summary>
public sealed record FilesystemChange
{
    public byte Kind { get; set; }

    public string Path { get; set; } = "";
}
