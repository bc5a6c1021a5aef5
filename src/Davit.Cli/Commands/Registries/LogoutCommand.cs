using Davit.Cli.CommandLine;
using Davit.Cli.Configuration.Credentials;

namespace Davit.Cli.Commands.Registries;

internal sealed class LogoutCommand : Command
{
    public override string Summary => "Log out from a registry";

    public override string Usage => "[SERVER]";

    public override string Details => "If no server is specified, the default is defined by the daemon.";

    public override ArgumentRule Arguments => new(0, 1);

    public override Completion Completes => Completion.Registries;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var server = arguments.Count == 0 ? string.Empty : arguments[0];
        var isDefault = server.Length == 0;
        var host = isDefault ? RegistryKey.DockerHub : RegistryKey.ToHost(server);
        context.Out.WriteLine($"Removing login credentials for {host}");
        context.Out.Flush();

        // Older clients stored under the address as it was given, with its scheme or without.
        string[] names = isDefault ? [host] : [.. new[] { server, host, "http://" + host, "https://" + host }.Distinct(StringComparer.Ordinal)];
        var failures = names.Select(name => (Name: name, Error: Erase(context, name))).Where(pair => pair.Error is not null).ToList();
        if (failures.Count == names.Length)
        {
            context.Error.WriteLine("WARNING: could not erase credentials:");
            failures.ForEach(pair => context.Error.WriteLine($"{pair.Name}: {pair.Error}"));
        }

        return ExitCodes.Success;
    }

    private static string? Erase(CommandContext context, string name)
    {
        try
        {
            context.Credentials.Erase(name);
            return null;
        }
        catch (CommandException error)
        {
            return error.Message;
        }
    }
}
