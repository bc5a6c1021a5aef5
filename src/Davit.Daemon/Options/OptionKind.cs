namespace Davit.Daemon.Options;

/// <summary>What an option takes.</summary>
internal enum OptionKind
{
    /// <summary><c>--x</c>, <c>--x=false</c>; <c>true</c> in the file.</summary>
    Switch,

    /// <summary>One value.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>May be repeated; a list in the file.</summary>
    List,

    /// <summary><c>key=value</c>, may be repeated; an object in the file.</summary>
    Map,
}
