namespace Davit.Cli.Templates;

/// <summary>What a field of a Go struct is, as far as its printing and its absence go.</summary>
internal enum GoShape
{
    Text,
    Number,
    Boolean,
    Duration,
    Time,
    List,
    Map,
    Struct,

    /// <summary>A struct without a name of its own in JSON: its fields are also those of the struct around it.</summary>
    Embedded,
    Pointer,
    MapOfStructs,
    MapOfLists,
}
