using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Manifests;

internal sealed class RemoveManifestsCommand : Command
{
    public override string Summary => "Delete one or more manifest lists from local storage";

    public override string Usage => "MANIFEST_LIST [MANIFEST_LIST...]";

    public override ArgumentRule Arguments => ArgumentRule.AtLeast(1);

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var store = new ManifestStore(context.ConfigDirectory);
        var errors = arguments.Select(name => Remove(store, name)).OfType<string>().ToList();
        return errors.Count == 0 ? ExitCodes.Success : throw new CommandException(string.Join('\n', errors));
    }

    /// <summary>Null where it is gone, else why not.</summary>
    private static string? Remove(ManifestStore store, string name)
    {
        try
        {
            var list = ManifestText.Parse(name);
            if (store.List(list) is null)
            {
                return $"No such manifest: {list.Full}";
            }

            store.Remove(list);
            return null;
        }
        catch (CommandException error)
        {
            return error.Message;
        }
    }
}
