namespace Davit.Engine.Specs;

/// <summary>Namespace modes as HostConfig writes them.</summary>
internal static class ModeParser
{
    private const string ContainerPrefix = "container:";

    public static bool IsHost(string mode) => mode == "host";

    public static bool IsContainer(string mode) => mode.StartsWith(ContainerPrefix, StringComparison.Ordinal);

    /// <summary>The container that the mode names; null: it names none.</summary>
    public static string? ContainerOf(string mode) => IsContainer(mode) ? mode[ContainerPrefix.Length..] : null;

    public static bool IsBridge(string networkMode) => networkMode is "" or "default" or "bridge";

    public static bool IsNone(string networkMode) => networkMode == "none";
}
