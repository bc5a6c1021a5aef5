using System.Net;
using Davit.Cli.Configuration.Credentials;
using Davit.Client;

namespace Davit.Cli.Commands.Registries;

/// <summary>Requests that the daemon passes on to a registry with the user's credentials.</summary>
internal static class RegistryAccess
{
    /// <summary>Sends with what is stored; where the registry wants other credentials and somebody is there to ask, asks and sends again.</summary>
    public static T Send<T>(CommandContext context, string domain, string verb, Func<string, T> send)
    {
        try
        {
            return send(context.Credentials.HeaderFor(domain));
        }
        catch (EngineApiException error) when (error.Status == HttpStatusCode.Unauthorized && context.Terminal.InputIsTerminal)
        {
            context.Out.WriteLine($"\nLogin prior to {verb}:");
            var key = RegistryKey.OfDomain(domain);
            return send(CredentialStore.Encode(LoginPrompt.Ask(context, string.Empty, string.Empty, context.Credentials.Get(key).Username ?? string.Empty, key)));
        }
    }
}
