using Davit.Daemon.Http;
using Davit.Engine;

namespace Davit.Daemon.Routes;

/// <summary>The size a resize asks for.</summary>
internal static class TerminalSize
{
    /// <exception cref="EngineException">A side is missing or no terminal can have it (winsize has 16 bits).</exception>
    public static (int Height, int Width) Read(ApiRequest request) => (Side(request, "h"), Side(request, "w"));

    private static int Side(ApiRequest request, string key) => request.Number(key) is >= 0 and <= ushort.MaxValue and { } side
        ? side
        : throw new EngineException(ErrorKind.InvalidParameter, $"invalid resize {(key == "h" ? "height" : "width")} \"{request.Query(key)}\"");
}
