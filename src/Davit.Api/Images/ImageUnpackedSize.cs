namespace Davit.Api.Images;

/// <summary>Bytes of the unpacked layers.</summary>
public sealed record ImageUnpackedSize
{
    public long Unpacked { get; set; }
}
