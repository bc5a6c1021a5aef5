using System.Text.Json;
using Davit.Cli.Templates;

namespace Davit.Cli.Commands.SystemInformation;

/// <summary>An event as templates see it.</summary>
internal static class EventFields
{
    private static readonly GoSchema s_actor = new("events.Actor", new GoField("ID"), new("Attributes", GoShape.Map));

    private static readonly GoSchema s_message = new(
        "events.Message", new GoField("Status") { Json = "status", OmitsEmpty = true }, new("ID") { Json = "id", OmitsEmpty = true },
        new("From") { Json = "from", OmitsEmpty = true }, new("Type"), new("Action"), new("Actor", GoShape.Struct, s_actor),
        new("Scope") { Json = "scope", OmitsEmpty = true }, new("Time", GoShape.Number) { Json = "time", OmitsEmpty = true }, new("TimeNano", GoShape.Number) { Json = "timeNano", OmitsEmpty = true });

    public static IGoFields Read(JsonElement item) => s_message.Read(item);
}
