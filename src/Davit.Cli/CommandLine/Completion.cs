namespace Davit.Cli.CommandLine;

/// <summary>What a shell offers for an argument or a flag's value.</summary>
internal enum Completion
{
    None,
    Files,
    Containers,
    RunningContainers,
    StoppedContainers,
    Images,
    Volumes,
    Networks,
    Contexts,

    /// <summary>Those that credentials are stored for.</summary>
    Registries,
}
