using System.Text.Json;
using Davit.Api.Json;
using Davit.Api.System;

namespace Davit.Cli.Configuration.Credentials;

/// <summary>Credentials by registry, wherever the configuration says that they are kept. Secrets are never written to a terminal or a log.</summary>
internal sealed class CredentialStore(CommandContext context)
{
    /// <summary>A helper may wait for its user to type a passphrase.</summary>
    private static readonly TimeSpan s_helperLimit = TimeSpan.FromMinutes(2);

    private readonly CredentialFile _file = new(context);

    /// <summary>An empty record where none are known. Throws <see cref="CommandException"/> where a helper fails.</summary>
    public AuthConfig Get(string registry)
    {
        var stored = _file.Get(registry);
        if (Helper(registry) is not { } helper)
        {
            return stored;
        }

        var found = helper.Get(registry);
        return stored with { Username = found.Username, Password = found.Password, IdentityToken = found.IdentityToken, ServerAddress = found.ServerAddress };
    }

    public void Store(AuthConfig credentials)
    {
        if (Helper(credentials.ServerAddress!) is { } helper)
        {
            helper.Store(credentials);
            _file.Store(credentials with { Username = null, Password = null, IdentityToken = null });
        }
        else if (_file.Store(credentials))
        {
            WarnOfPlainText();
        }
    }

    public void Erase(string registry)
    {
        Helper(registry)?.Erase(registry);
        _file.Erase(registry);
    }

    /// <summary>The credentials of every registry: what a build may need. A helper that fails for one registry is a warning.</summary>
    public IReadOnlyDictionary<string, AuthConfig> All()
    {
        var all = new Dictionary<string, AuthConfig>(_file.All(), StringComparer.Ordinal);
        if (context.Config.CredentialsStore is { } store)
        {
            all = Make(store).List().ToDictionary(registry => registry, Get, StringComparer.Ordinal);
        }

        foreach (var registry in context.Config.RegistriesWithHelpers)
        {
            try
            {
                all[registry] = Get(registry);
            }
            catch (CommandException error)
            {
                context.Error.WriteLine($"WARNING: Failed to get credentials for registry {registry}: {error.Message}");
            }
        }

        return all;
    }

    /// <summary>The value of X-Registry-Auth for images of a registry; a helper that fails counts as one that knows nothing, as with docker.</summary>
    public string HeaderFor(string domain)
    {
        try
        {
            return Encode(Get(RegistryKey.OfDomain(domain)));
        }
        catch (CommandException)
        {
            return Encode(new AuthConfig());
        }
    }

    public static string Encode(AuthConfig credentials)
    {
        var text = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(credentials, EngineApiJson.Wire.AuthConfig));
        return text.Replace('+', '-').Replace('/', '_'); // RFC 4648, section 5, with padding: the engine wants it
    }

    private CredentialHelper? Helper(string registry) => (context.Config.CredentialHelper(registry) ?? context.Config.CredentialsStore) is { } name ? Make(name) : null;

    private CredentialHelper Make(string name) => new(name, new HelperProgram(context.Variable("PATH") ?? string.Empty, context.Time, s_helperLimit));

    private void WarnOfPlainText() => context.Error.WriteLine(
        $"\nWARNING! Your credentials are stored unencrypted in '{context.Config.Location}'.\nConfigure a credential helper to remove this warning. See\nhttps://docs.docker.com/go/credential-store/\n");
}
