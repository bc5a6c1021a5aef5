namespace Davit.Cli.Templates;

/// <summary>What a field of a Go struct is, as far as its printing and its absence go.</summary>
internal enum GoShape
{
    Text,
    Number,
    Boolean,
    List,
    Map,
    Struct,
    Pointer,
    MapOfStructs,
    MapOfLists,
}
