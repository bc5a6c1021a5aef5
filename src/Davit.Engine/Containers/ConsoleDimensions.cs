namespace Davit.Engine.Containers;

/// <summary>Rows and columns of a terminal; zero: not said.</summary>
public readonly record struct ConsoleDimensions(uint Height, uint Width);
