namespace Davit.Api.Containers;

/// <summary>Health of a container in a listing (API 1.52).</summary>
public sealed record ContainerSummaryHealth
{
    public string Status { get; set; } = "";

    public int FailingStreak { get; set; }
}
