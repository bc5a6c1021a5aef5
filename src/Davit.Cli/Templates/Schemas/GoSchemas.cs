namespace Davit.Cli.Templates.Schemas;

/// <summary>The structs behind inspect, in the order of their fields: it shows where a whole struct is printed.</summary>
internal static class GoSchemas
{
    /// <summary>Null for kinds whose documents are used as they are.</summary>
    public static GoSchema? Find(string kind) => kind switch
    {
        "container" => ContainerSchemas.Container,
        "network" => NetworkSchemas.Network,
        "image" => ImageSchemas.Image,
        "volume" => VolumeSchemas.Volume,
        _ => null,
    };
}
