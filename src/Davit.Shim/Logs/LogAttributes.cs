using System.Text;

namespace Davit.Shim.Logs;

/// <summary>The <c>attrs</c> of log entries: a JSON object of strings, keys in order.</summary>
internal static class LogAttributes
{
    /// <summary>Empty when there are none.</summary>
    public static string ToJson(IReadOnlyDictionary<string, string> attributes)
    {
        if (attributes.Count == 0)
        {
            return "";
        }

        var keys = new List<string>(attributes.Keys);
        keys.Sort(string.CompareOrdinal);
        var text = new StringBuilder("{");
        foreach (var key in keys)
        {
            text.Append(text.Length > 1 ? "," : "").Append(Quote(key)).Append(':').Append(Quote(attributes[key]));
        }

        return text.Append('}').ToString();
    }

    private static string Quote(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        var escaped = new byte[bytes.Length * JsonText.MaxExpansion];
        return $"\"{Encoding.UTF8.GetString(escaped, 0, JsonText.Escape(bytes, escaped))}\"";
    }
}
