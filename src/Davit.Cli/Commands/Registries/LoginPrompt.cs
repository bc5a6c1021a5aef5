using Davit.Api.System;
using Davit.Cli.Configuration.Credentials;
using Davit.Cli.Formatting;

namespace Davit.Cli.Commands.Registries;

/// <summary>Asks for user and password on the terminal; the password is typed unseen.</summary>
internal static class LoginPrompt
{
    private const string HowToRegister =
        "Log in with your Docker ID or email address to push and pull images from Docker Hub. If you don't have a Docker ID, head over to https://hub.docker.com/ to create one.";

    private const string AboutTokens =
        "You can log in with your password or a Personal Access Token (PAT). Using a limited-scope PAT grants better security and is required for organizations using SSO. "
        + "Learn more at https://docs.docker.com/go/access-tokens/";

    /// <summary>Asks for what is empty. Throws <see cref="CommandException"/> where nothing is typed.</summary>
    public static AuthConfig Ask(CommandContext context, string user, string password, string usualUser, string registry)
    {
        user = user.Trim();
        if (user.Length == 0)
        {
            user = AskUser(context, usualUser.Trim(), registry);
        }

        if (string.IsNullOrWhiteSpace(password))
        {
            password = AskPassword(context, registry);
        }

        return new AuthConfig { Username = user, Password = password, ServerAddress = registry };
    }

    private static string AskUser(CommandContext context, string usual, string registry)
    {
        if (registry == RegistryKey.DockerHub)
        {
            context.Out.WriteLine($"{HowToRegister}\n{AboutTokens}\n");
        }

        var typed = Confirmation.AskLine(context, usual.Length == 0 ? "Username: " : $"Username ({usual}): ").Trim();
        return typed.Length > 0 ? typed : usual.Length > 0 ? usual : throw new CommandException("Error: Non-null Username Required");
    }

    private static string AskPassword(CommandContext context, string registry)
    {
        using var silence = context.Terminal.DisableEcho();
        if (registry == RegistryKey.DockerHub)
        {
            context.Out.Flush();
            Note.Write(context.Error, context.Terminal.ErrorIsTerminal, $"A Personal Access Token (PAT) can be used instead.\nTo create a PAT, visit {Ansi.Apply(Ansi.Underline, "https://app.docker.com/settings")}\n\n");
        }

        var password = Confirmation.AskLine(context, "Password: ");
        context.Out.WriteLine();
        context.Out.Flush();
        return password.Length > 0 ? password : throw new CommandException("Error: Password Required");
    }
}
