using System.Buffers;
using System.Text.Json;
using System.Text;

namespace Davit.Cli.Commands;

/// <summary><c>linux/arm64/v8</c> as the document that newer routes take.</summary>
internal static class PlatformText
{
    /// <summary>Empty for empty. Throws <see cref="CommandException"/>.</summary>
    public static string ToJson(string text)
    {
        if (text.Length == 0)
        {
            return text;
        }

        var parts = text.ToLowerInvariant().Split('/');
        if (parts.Length is < 2 or > 3 || parts.Any(part => part.Length == 0 || !part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.')))
        {
            throw new CommandException($"invalid platform: {CommandLine.GoText.Quote(text)}: must be os/arch[/variant]");
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("architecture", parts[1]);
            writer.WriteString("os", parts[0]);
            if (parts.Length > 2)
            {
                writer.WriteString("variant", parts[2]);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
