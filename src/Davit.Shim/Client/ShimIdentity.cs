using System.Text.Json;

namespace Davit.Shim.Client;

/// <summary>What a daemon needs to know of a shim's container when the shim is gone. Immutable.</summary>
internal sealed record ShimIdentity(string Id, string? CgroupPath, string ExitFile)
{
    public static ShimIdentity Of(ShimConfig config) => new(config.Id, config.Spec.Linux?.CgroupsPath, config.ExitFile);

    /// <summary>From the configuration in a shim's directory.</summary>
    /// <exception cref="IOException">It is not there.</exception>
    /// <exception cref="JsonException">It is not a configuration.</exception>
    public static ShimIdentity Read(ShimDirectory directory) =>
        Of(JsonSerializer.Deserialize(File.ReadAllBytes(directory.Config), ShimJson.Default.ShimConfig)!);
}
