namespace Davit.Api.System;

/// <summary>Body of answers that name what was made.</summary>
public sealed record IdResponse
{
    public string Id { get; set; } = "";
}
