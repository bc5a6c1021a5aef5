using System.Text.Json;

namespace Davit.Oci;

/// <summary>What is wrong with a document, for people: the serializer's own text names types of this program.</summary>
public static class JsonFailure
{
    /// <summary>The member and the place.</summary>
    public static string Describe(JsonException failure)
    {
        if (failure.LineNumber is null)
        {
            // Of our own reader (SpecReader), which says what is wanted and where.
            return failure.Message;
        }

        var place = $"line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}";
        var member = failure.Path is { Length: > 2 } path ? path[2..] : "the document";
        return failure.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal)
            ? $"{member} has the wrong type ({place})"
            : $"malformed near {member} ({place})";
    }
}
