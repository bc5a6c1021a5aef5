using System.Text;
using System.Text.Json;
using Davit.Api.System;
using Davit.Client;

namespace Davit.Cli.Configuration.Credentials;

/// <summary>
/// A program that keeps credentials, <c>docker-credential-NAME</c>: the action is its argument, the input a line, the answer
/// JSON (docker-credential-helpers' protocol).
/// </summary>
internal sealed class CredentialHelper(string name, HelperProgram program)
{
    /// <summary>The user name that says that the secret is an identity token.</summary>
    private const string TokenUser = "<token>";
    private const string NotFound = "credentials not found in native keychain";

    /// <summary>An empty record where the program has nothing. Throws <see cref="CommandException"/>.</summary>
    public AuthConfig Get(string registry)
    {
        var answer = program.Run(name, "get", registry);
        if (answer.Failure is not null)
        {
            return answer.Output == NotFound ? new AuthConfig() : throw Failed("getting", answer);
        }

        using var document = Parse(answer, "getting");
        var (user, secret) = (document.RootElement.Text("Username"), document.RootElement.Text("Secret"));
        return user == TokenUser
            ? new AuthConfig { IdentityToken = secret, ServerAddress = registry }
            : new AuthConfig { Username = user, Password = secret, ServerAddress = registry };
    }

    public void Store(AuthConfig credentials)
    {
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            var isToken = !string.IsNullOrEmpty(credentials.IdentityToken);
            writer.WriteStartObject();
            writer.WriteString("ServerURL", credentials.ServerAddress);
            writer.WriteString("Username", isToken ? TokenUser : credentials.Username ?? string.Empty);
            writer.WriteString("Secret", isToken ? credentials.IdentityToken : credentials.Password ?? string.Empty);
            writer.WriteEndObject();
        }

        Check("storing", program.Run(name, "store", Encoding.UTF8.GetString(content.ToArray()) + "\n"));
    }

    public void Erase(string registry) => Check("erasing", program.Run(name, "erase", registry));

    /// <summary>Registries that the program knows.</summary>
    public IReadOnlyList<string> List()
    {
        var answer = program.Run(name, "list", "unused");
        Check("listing", answer);
        using var document = Parse(answer, "listing");
        return document.RootElement.IsObject ? [.. document.RootElement.EnumerateObject().Select(entry => entry.Name)] : [];
    }

    private static JsonDocument Parse(HelperAnswer answer, string action)
    {
        try
        {
            return JsonDocument.Parse(answer.Output);
        }
        catch (JsonException)
        {
            throw new CommandException($"error {action} credentials - the helper's answer is not JSON"); // which may be a secret: not shown
        }
    }

    private static void Check(string action, HelperAnswer answer)
    {
        if (answer.Failure is not null)
        {
            throw Failed(action, answer);
        }
    }

    private static CommandException Failed(string action, HelperAnswer answer) => new($"error {action} credentials - err: {answer.Failure}, out: `{answer.Output}`");
}
