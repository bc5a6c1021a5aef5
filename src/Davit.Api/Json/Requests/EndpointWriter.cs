using System.Text.Json;
using Davit.Api.Containers;

namespace Davit.Api.Json.Requests;

/// <summary>The networks of a container that is to be made.</summary>
internal static class EndpointWriter
{
    public static void Write(Utf8JsonWriter json, NetworkingConfig networks) => json.Map("EndpointsConfig", networks.EndpointsConfig, WriteOrNull);

    private static void WriteOrNull(Utf8JsonWriter json, EndpointSettings? endpoint)
    {
        if (endpoint is null)
        {
            json.WriteNullValue();
        }
        else
        {
            json.Members(endpoint, WriteEndpoint);
        }
    }

    private static void WriteEndpoint(Utf8JsonWriter json, EndpointSettings endpoint)
    {
        if (endpoint.IPAMConfig is null)
        {
            json.WriteNull("IPAMConfig");
        }

        json.ObjectIfAny("IPAMConfig", endpoint.IPAMConfig, WriteAddresses);
        json.Strings("Links", endpoint.Links);
        json.Strings("Aliases", endpoint.Aliases);
        json.WriteString("MacAddress", endpoint.MacAddress);
        json.StringMap("DriverOpts", endpoint.DriverOpts);
        json.WriteNumber("GwPriority", endpoint.GwPriority);
        json.WriteString("NetworkID", endpoint.NetworkID);
        json.WriteString("EndpointID", endpoint.EndpointID);
        json.WriteString("Gateway", endpoint.Gateway);
        json.WriteString("IPAddress", endpoint.IPAddress);
        json.WriteNumber("IPPrefixLen", endpoint.IPPrefixLen);
        json.WriteString("IPv6Gateway", endpoint.IPv6Gateway);
        json.WriteString("GlobalIPv6Address", endpoint.GlobalIPv6Address);
        json.WriteNumber("GlobalIPv6PrefixLen", endpoint.GlobalIPv6PrefixLen);
        json.Strings("DNSNames", endpoint.DNSNames);
    }

    private static void WriteAddresses(Utf8JsonWriter json, EndpointIpamConfig addresses)
    {
        json.StringIfAny("IPv4Address", addresses.IPv4Address);
        json.StringIfAny("IPv6Address", addresses.IPv6Address);
        json.StringsIfAny("LinkLocalIPs", addresses.LinkLocalIPs);
    }
}
