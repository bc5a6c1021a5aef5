namespace Davit.Api.System;

/// <summary>The product's name.</summary>
public sealed record SystemPlatform
{
    public string Name { get; set; } = "";
}
