namespace Davit.Api.Containers;

/// <summary>One probe.</summary>
public sealed record HealthcheckResult
{
    public string Start { get; set; } = "";

    public string End { get; set; } = "";

    public int ExitCode { get; set; }

    public string Output { get; set; } = "";
}
