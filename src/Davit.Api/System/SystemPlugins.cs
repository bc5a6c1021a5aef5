namespace Davit.Api.System;

/// <summary>Names of what the engine has built in.</summary>
public sealed record SystemPlugins
{
    public IReadOnlyList<string>? Volume { get; set; }

    public IReadOnlyList<string>? Network { get; set; }

    public IReadOnlyList<string>? Authorization { get; set; }

    public IReadOnlyList<string>? Log { get; set; }
}
