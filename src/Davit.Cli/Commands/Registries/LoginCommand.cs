using System.Net;
using System.Text;
using Davit.Api.System;
using Davit.Cli.CommandLine;
using Davit.Cli.Configuration.Credentials;
using Davit.Client;

namespace Davit.Cli.Commands.Registries;

internal sealed class LoginCommand : Command
{
    private readonly StringFlag _password = new("password", 'p', "Password or Personal Access Token (PAT)");
    private readonly BoolFlag _passwordStdin = new("password-stdin", '\0', "Take the Password or Personal Access Token (PAT) from stdin");
    private readonly StringFlag _user = new("username", 'u', "Username");

    public override string Summary => "Authenticate to a registry";

    public override string Usage => "[OPTIONS] [SERVER]";

    public override string Details => "Defaults to Docker Hub if no server is specified.";

    public override IEnumerable<Flag> Flags => [_password, _passwordStdin, _user];

    public override ArgumentRule Arguments => new(0, 1);

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
        [("login -u ann --password-stdin registry.example.com < token", "Without the password in the shell's history")];

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var password = Password(context);
        var server = arguments.Count == 0 || arguments[0].Length == 0 || arguments[0] == ImageReference.DefaultDomain ? RegistryKey.DockerHub : arguments[0];
        var registry = server == RegistryKey.DockerHub ? server : RegistryKey.ToHost(server);
        var stored = _user.Value.Length == 0 && password.Length == 0 ? Stored(context, registry) : new AuthConfig();
        var status = WithStored(context, stored, registry) ?? WithGiven(context, password, stored.Username ?? string.Empty, registry);
        if (status.Length > 0)
        {
            context.Out.WriteLine(status);
        }

        return ExitCodes.Success;
    }

    private string Password(CommandContext context)
    {
        if (_passwordStdin.Value && _password.Value.Length > 0)
        {
            throw new CommandException("conflicting options: cannot specify both --password and --password-stdin");
        }

        if (_password.Value.Length > 0)
        {
            context.Error.WriteLine("WARNING! Using --password via the CLI is insecure. Use --password-stdin.");
        }

        if (!_passwordStdin.Value)
        {
            return _password.Value;
        }

        return _user.Value.Length == 0 ? throw new CommandException("the --password-stdin option requires --username to be set") : ReadInput(context);
    }

    private static string ReadInput(CommandContext context)
    {
        const int LargestPassword = 64 * 1024;
        var buffer = new byte[LargestPassword];
        var count = context.Input.ReadAtLeast(buffer, LargestPassword, throwOnEndOfStream: false);
        var text = count < LargestPassword ? Encoding.UTF8.GetString(buffer, 0, count) : throw new CommandException("the password on standard input is too long");
        text = text.EndsWith('\n') ? text[..^1] : text;
        return text.EndsWith('\r') ? text[..^1] : text;
    }

    private static AuthConfig Stored(CommandContext context, string registry)
    {
        try
        {
            return context.Credentials.Get(registry);
        }
        catch (CommandException)
        {
            return new AuthConfig(); // a helper that fails: the user is asked, and storing will say what is wrong with it
        }
    }

    /// <summary>Null where nothing is stored, or the registry does not want it.</summary>
    private static string? WithStored(CommandContext context, AuthConfig stored, string registry)
    {
        if (string.IsNullOrEmpty(stored.Username) || string.IsNullOrEmpty(stored.Password))
        {
            return null;
        }

        context.Error.Write($"Authenticating with existing credentials... [Username: {stored.Username}]\n");
        Note.Write(context.Error, context.Terminal.ErrorIsTerminal, "To login with a different account, run 'docker logout' followed by 'docker login'");
        context.Error.Write("\n\n");
        try
        {
            return Authenticate(context, stored with { ServerAddress = registry, IdentityToken = null });
        }
        catch (EngineApiException error)
        {
            context.Error.WriteLine(error.Status == HttpStatusCode.Unauthorized
                ? "Stored credentials invalid or expired"
                : $"Login did not succeed, error: Error response from daemon: {error.Message}");
            return null;
        }
    }

    private string WithGiven(CommandContext context, string password, string usualUser, string registry)
    {
        var user = _user.Value;
        if ((user.Length == 0 || password.Length == 0) && !context.Terminal.InputIsTerminal)
        {
            throw new CommandException("Error: Cannot perform an interactive login from a non TTY device");
        }

        if (registry == RegistryKey.DockerHub && user.Length == 0 && password.Length == 0 && context.Variable("DOCKER_CLI_DISABLE_OAUTH_LOGIN") is null)
        {
            context.Error.WriteLine("Web-based login is not supported: log in with your user name and a Personal Access Token.\n");
        }

        return Authenticate(context, LoginPrompt.Ask(context, user, password, usualUser, registry));
    }

    private static string Authenticate(CommandContext context, AuthConfig credentials)
    {
        var answer = context.Engine.System.Authenticate(credentials);
        if (!string.IsNullOrEmpty(answer.IdentityToken))
        {
            credentials = credentials with { Password = null, IdentityToken = answer.IdentityToken };
        }

        Save(context, credentials);
        return answer.Status;
    }

    private static void Save(CommandContext context, AuthConfig credentials)
    {
        try
        {
            context.Credentials.Store(credentials);
        }
        catch (CommandException error)
        {
            throw new CommandException($"Error saving credentials: {error.Message}");
        }
    }
}
