namespace Davit.Api.System;

/// <summary>A pool new networks take their subnets from.</summary>
public sealed record AddressPoolInfo
{
    public string Base { get; set; } = "";

    public int Size { get; set; }
}
