using Davit.Engine;
using Davit.Engine.Containers;

namespace Davit.Daemon.Mapping;

/// <summary>Terminal sizes: <c>[height, width]</c>, null for "not said".</summary>
internal static class ConsoleSizes
{
    /// <exception cref="EngineException">Not two numbers that a terminal can have.</exception>
    public static ConsoleDimensions ToEngine(IReadOnlyList<int>? size) => size switch
    {
        null or { Count: 0 } => default,
        [>= 0 and <= ushort.MaxValue, >= 0 and <= ushort.MaxValue] => new ConsoleDimensions((uint)size[0], (uint)size[1]),
        _ => throw new EngineException(ErrorKind.InvalidParameter, "invalid ConsoleSize: want [height, width]"),
    };

    public static IReadOnlyList<int> ToWire(ConsoleDimensions size) => [(int)size.Height, (int)size.Width];
}
