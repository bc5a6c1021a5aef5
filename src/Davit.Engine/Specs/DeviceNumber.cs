namespace Davit.Engine.Specs;

/// <summary>Numbers of a device node.</summary>
internal readonly record struct DeviceNumber(long Major, long Minor);
