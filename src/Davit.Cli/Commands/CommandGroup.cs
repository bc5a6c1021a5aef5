namespace Davit.Cli.Commands;

/// <summary>A management command, such as <c>container</c>, which only holds others.</summary>
internal sealed record CommandGroup(string Name, string Summary)
{
    public bool Hidden { get; init; }
}
