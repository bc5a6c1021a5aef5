namespace Davit.Api.Containers;

/// <summary>A resource limit of the container's processes (setrlimit(2)); -1 is unlimited.</summary>
public sealed record Ulimit
{
    public string Name { get; set; } = "";

    public long Hard { get; set; }

    public long Soft { get; set; }
}
