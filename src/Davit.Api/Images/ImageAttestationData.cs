namespace Davit.Api.Images;

/// <summary>What an attestation manifest is about.</summary>
public sealed record ImageAttestationData
{
    public string For { get; set; } = "";
}
