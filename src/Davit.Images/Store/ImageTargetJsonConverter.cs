using System.Text.Json;
using System.Text.Json.Serialization;
using Davit.Oci;

namespace Davit.Images.Store;

/// <summary>A target in <c>references.json</c>: the image's id alone, or an object where an index stands behind it.</summary>
internal sealed class ImageTargetJsonConverter : JsonConverter<ImageTarget>
{
    private const string ImageMember = "image";
    private const string IndexMember = "index";
    private const string OthersMember = "others";

    public override ImageTarget Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new ImageTarget(ReadDigest(reader.GetString()));
        }

        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        return new ImageTarget(ReadDigest(root.GetProperty(ImageMember).GetString()))
        {
            Index = root.TryGetProperty(IndexMember, out var index) ? ReadDigest(index.GetString()) : null,
            Others = root.TryGetProperty(OthersMember, out var others) ? [.. others.EnumerateArray().Select(other => ReadDigest(other.GetString()))] : [],
        };
    }

    public override void Write(Utf8JsonWriter writer, ImageTarget value, JsonSerializerOptions options)
    {
        if (value is { Index: null, Others.Count: 0 })
        {
            writer.WriteStringValue(value.Image.Text);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString(ImageMember, value.Image.Text);
        if (value.Index is { } index)
        {
            writer.WriteString(IndexMember, index.Text);
        }

        writer.WriteStartArray(OthersMember);
        foreach (var other in value.Others)
        {
            writer.WriteStringValue(other.Text);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static Digest ReadDigest(string? text) =>
        Digest.TryParse(text, out var digest) ? digest : throw new JsonException($"invalid digest \"{text}\"");
}
