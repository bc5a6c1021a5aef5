using System.Text;
using System.Text.Json;
using Davit.Api.System;
using Davit.Client;

namespace Davit.Cli.Configuration.Credentials;

/// <summary>Credentials in config.json itself: <c>auths</c>, with user and password as base64.</summary>
internal sealed class CredentialFile(CommandContext context)
{
    /// <summary>An empty record where nothing is known. Old files name registries by whole addresses, which count too.</summary>
    public AuthConfig Get(string registry)
    {
        var entries = context.Config.Authentications.ToList();
        var found = entries.FindIndex(entry => entry.Name == registry);
        found = found >= 0 ? found : entries.FindIndex(entry => RegistryKey.ToHost(entry.Name) == registry);
        return found < 0 ? new AuthConfig() : Read(entries[found]);
    }

    public IReadOnlyDictionary<string, AuthConfig> All() => context.Config.Authentications.ToDictionary(entry => entry.Name, Read, StringComparer.Ordinal);

    /// <summary>True where the file had to be written.</summary>
    public bool Store(AuthConfig credentials)
    {
        var registry = credentials.ServerAddress ?? string.Empty;
        if (context.Config.Authentications.Any(entry => entry.Name == registry && Read(entry) == credentials))
        {
            return false;
        }

        Change(registry, credentials);
        return true;
    }

    public void Erase(string registry)
    {
        if (context.Config.Authentications.Any(entry => entry.Name == registry))
        {
            Change(registry, null);
        }
    }

    private void Change(string registry, AuthConfig? credentials)
    {
        ConfigFile.ChangeValue(context.ConfigDirectory, "auths", (writer, before) =>
        {
            writer.WriteStartObject();
            foreach (var entry in before.IsObject ? before.EnumerateObject().Where(entry => entry.Name != registry) : [])
            {
                entry.WriteTo(writer);
            }

            if (credentials is not null)
            {
                writer.WritePropertyName(registry);
                Write(writer, credentials);
            }

            writer.WriteEndObject();
        });
        context.ReloadConfig();
    }

    private static void Write(Utf8JsonWriter writer, AuthConfig credentials)
    {
        writer.WriteStartObject();
        var isEmpty = string.IsNullOrEmpty(credentials.Username) && string.IsNullOrEmpty(credentials.Password);
        WriteIfSet(writer, "auth", isEmpty ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.Username}:{credentials.Password}")));
        WriteIfSet(writer, "email", credentials.Email);
        WriteIfSet(writer, "identitytoken", credentials.IdentityToken);
        WriteIfSet(writer, "registrytoken", credentials.RegistryToken);
        writer.WriteEndObject();
    }

    private static void WriteIfSet(Utf8JsonWriter writer, string member, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            writer.WriteString(member, value);
        }
    }

    private AuthConfig Read(JsonProperty entry)
    {
        var (user, password) = Decode(entry.Value.Text("auth"));
        return new AuthConfig
        {
            Username = NullIfEmpty(user ?? entry.Value.Text("username")),
            Password = NullIfEmpty(password ?? entry.Value.Text("password")),
            Email = NullIfEmpty(entry.Value.Text("email")),
            ServerAddress = entry.Name,
            IdentityToken = NullIfEmpty(entry.Value.Text("identitytoken")),
            RegistryToken = NullIfEmpty(entry.Value.Text("registrytoken")),
        };
    }

    private (string? User, string? Password) Decode(string encoded)
    {
        if (encoded.Length == 0)
        {
            return (null, null);
        }

        try
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(encoded));
            if (text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                return (text[..colon], text[(colon + 1)..].Trim('\0'));
            }
        }
        catch (FormatException)
        {
            // told below, without what it was
        }

        context.Error.WriteLine($"WARNING: Error loading config file: {context.Config.Location}: Invalid auth configuration file");
        return (null, null);
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
