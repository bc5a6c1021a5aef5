namespace Davit.Cli.Templates;

/// <summary>A field of a Go struct.</summary>
internal sealed record GoField(string Name, GoShape Shape = GoShape.Text, GoSchema? Schema = null)
{
    /// <summary>The member's name in JSON.</summary>
    public string Json { get; init; } = Name;

    /// <summary>Left out of JSON where it is empty (omitempty).</summary>
    public bool OmitsEmpty { get; init; }

    /// <summary>The field's zero value.</summary>
    public object? Absent() => Shape switch
    {
        GoShape.Text => string.Empty,
        GoShape.Number => 0L,
        GoShape.Boolean => false,
        GoShape.Duration => new GoNanoseconds(0),
        GoShape.Time => GoTimestamp.Zero,
        GoShape.List => GoJson.NilList,
        GoShape.Map or GoShape.MapOfStructs or GoShape.MapOfLists => new GoMap { IsNil = true },
        GoShape.Struct or GoShape.Embedded when Schema is not null => Schema.Read(default),
        _ => new GoNil(Schema?.TypeName ?? "*int64"),
    };
}
