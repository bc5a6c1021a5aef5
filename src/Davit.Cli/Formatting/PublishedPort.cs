using System.Globalization;
using System.Text.Json;
using Davit.Client;

namespace Davit.Cli.Formatting;

/// <summary>A port of a container as the list of containers has it.</summary>
internal readonly record struct PublishedPort(string Address, int Private, int Public, string Protocol) : IComparable<PublishedPort>
{
    public string Mapping => string.Create(CultureInfo.InvariantCulture, $"{Host(Address)}:{Public}->{Private}/{Protocol}");

    public static PublishedPort Read(JsonElement port) =>
        new(port.Text("IP"), (int)port.Number("PrivatePort"), (int)port.Number("PublicPort"), port.Text("Type"));

    /// <summary>An IPv6 address wears brackets.</summary>
    public static string Host(string address) => address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address;

    public int CompareTo(PublishedPort other)
    {
        var order = Private.CompareTo(other.Private);
        order = order != 0 ? order : string.CompareOrdinal(Address, other.Address);
        order = order != 0 ? order : Public.CompareTo(other.Public);
        return order != 0 ? order : string.CompareOrdinal(Protocol, other.Protocol);
    }
}
