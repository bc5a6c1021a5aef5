using Davit.Registry.Hosts;
using Davit.Registry.Http;

namespace Davit.Registry.Authentication;

/// <summary>
/// The token server that a registry names in its challenge.
/// <para>
/// A registry may name a server on another host (Docker Hub does), and that server then gets the credentials that the user stored for this
/// registry: whoever may read the answer of the registry could have had them anyway. What must not happen is that they leave the protection
/// under which the user gave them, or that somebody else's answer counts as the registry's. Hence:
/// </para>
/// <list type="bullet">
/// <item>the realm is https; plain http only for a registry that is insecure itself (spoken to in http, listed by the administrator, or loopback);</item>
/// <item>a realm with a user name or of another scheme is refused;</item>
/// <item>only an answer of the registry itself is a challenge: not one that a redirection led to, nor one of an upload's Location elsewhere;</item>
/// <item>a mirror's realm is asked, but a mirror has no credentials (<see cref="RegistryEndpoint.Credentials"/>);</item>
/// <item>a redirection of the realm itself to another origin is followed without credentials, and never with a body that holds them.</item>
/// </list>
/// </summary>
internal sealed record BearerRealm(Uri Address, string Service)
{
    /// <summary>Reads and judges a challenge.</summary>
    public static BearerRealm From(Challenge challenge, RegistryEndpoint endpoint)
    {
        var text = challenge.Parameter("realm");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || !RedirectRules.IsWeb(address))
        {
            throw Refused(endpoint, $"names a token server that cannot be asked: \"{Text.Clean(text)}\"");
        }

        if (address.Scheme != Uri.UriSchemeHttps && !endpoint.IsInsecure)
        {
            throw Refused(endpoint, $"names a token server without https, which gets no credentials: {Text.Address(address)}");
        }

        return new BearerRealm(address, challenge.Parameter("service"));
    }

    private static RegistryException Refused(RegistryEndpoint endpoint, string what) => new(RegistryErrorKind.Protocol, $"{endpoint.Name} {what}");
}
