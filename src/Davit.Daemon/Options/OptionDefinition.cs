namespace Davit.Daemon.Options;

/// <summary>
/// One option of the daemon: dockerd's name, its letter, the key in the file (empty: not in the file), and help.
/// <paramref name="Refusal"/>: why it cannot be had; it is an error to set it to anything but its default.
/// </summary>
internal sealed record OptionDefinition(string Name, OptionKind Kind, string Help, char Letter = '\0', string? Key = null, string Default = "", string? Refusal = null)
{
    public string FileKey => Key ?? Name;

    public string Flag => "--" + Name;
}
