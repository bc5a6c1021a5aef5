using System.Globalization;
using System.Text;

namespace Davit.Client;

/// <summary>Builds <c>?a=b&amp;c=d</c>; false, zero and empty values are left out unless added outright.</summary>
public sealed class QueryString
{
    private readonly StringBuilder _text = new();

    public QueryString Add(string name, string value)
    {
        _text.Append(_text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    public QueryString AddIf(string name, bool given) => given ? Add(name, "1") : this;

    public QueryString AddIf(string name, string? value) => string.IsNullOrEmpty(value) ? this : Add(name, value);

    public QueryString AddIf(string name, long? value) => value is { } number ? Add(name, number.ToString(CultureInfo.InvariantCulture)) : this;

    public QueryString AddFilters(Filters filters) => filters.IsEmpty ? this : Add("filters", filters.ToJson());

    public override string ToString() => _text.ToString();
}
