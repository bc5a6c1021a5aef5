using System.Text.Json;
using Davit.Client;

namespace Davit.Cli.Commands.Images;

/// <summary>What the daemon says that it took away.</summary>
internal static class ImageRemoval
{
    public static void Write(CommandContext context, JsonElement removed)
    {
        foreach (var item in removed.IsArray ? removed.EnumerateArray() : default)
        {
            context.Out.WriteLine(item.Text("Deleted") is { Length: > 0 } deleted ? $"Deleted: {deleted}" : $"Untagged: {item.Text("Untagged")}");
        }
    }
}
