namespace Davit.Shim;

/// <summary>Which streams a client wants.</summary>
public sealed record AttachOptions
{
    public bool Stdin { get; init; }
    public bool Stdout { get; init; } = true;
    public bool Stderr { get; init; } = true;
}
