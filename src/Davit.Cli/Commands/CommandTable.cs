using Davit.Cli.Commands.Completions;
using Davit.Cli.Commands.Containers;
using Davit.Cli.Commands.Contexts;
using Davit.Cli.Commands.Images;
using Davit.Cli.Commands.Later;
using Davit.Cli.Commands.Manifests;
using Davit.Cli.Commands.Networks;
using Davit.Cli.Commands.Registries;
using Davit.Cli.Commands.SystemInformation;
using Davit.Cli.Commands.Volumes;

namespace Davit.Cli.Commands;

/// <summary>Every command there is: the one source of dispatch, help and completion.</summary>
internal static class CommandTable
{
    public static readonly IReadOnlyList<CommandGroup> Groups =
    [
        new("container", "Manage containers"),
        new("image", "Manage images"),
        new("volume", "Manage volumes"),
        new("network", "Manage networks"),
        new("manifest", "Manage image manifests and manifest lists"),
        new("system", "Manage the engine"),
        new("context", "Manage contexts"),
        new("completion", "Generate the autocompletion script for the specified shell"),
    ];

    public static readonly IReadOnlyList<CommandEntry> Entries =
    [
        new("container run", () => new RunCommand()) { Shortcut = "run", IsCommon = true },
        new("container exec", () => new ExecCommand()) { Shortcut = "exec", IsCommon = true },
        new("container ls", () => new ListContainersCommand()) { Aliases = ["container list", "container ps"], Shortcut = "ps", IsCommon = true },
        new("image ls", () => new ListImagesCommand()) { Aliases = ["image list"], Shortcut = "images", IsCommon = true },
        new("image pull", () => new PullCommand()) { Shortcut = "pull", IsCommon = true },
        new("image push", () => new PushCommand()) { Shortcut = "push", IsCommon = true },
        new("image load", () => new LoadCommand()) { Shortcut = "load", IsCommon = true },
        new("container logs", () => new LogsCommand()) { Shortcut = "logs", IsCommon = true },
        new("login", () => new LoginCommand()) { IsCommon = true },
        new("logout", () => new LogoutCommand()) { IsCommon = true },
        new("search", () => new SearchCommand()) { IsCommon = true },
        new("version", () => new VersionCommand()) { IsCommon = true },
        new("system info", () => new InfoCommand()) { Shortcut = "info", IsCommon = true },

        new("container attach", () => new AttachCommand()) { Shortcut = "attach" },
        new("container commit", () => new CommitCommand()) { Shortcut = "commit" },
        new("container cp", () => new CopyCommand()) { Shortcut = "cp" },
        new("container create", () => new CreateCommand()) { Shortcut = "create" },
        new("container diff", () => new DiffCommand()) { Shortcut = "diff" },
        new("container export", () => new ExportCommand()) { Shortcut = "export" },
        new("container inspect", () => new InspectContainersCommand()),
        new("container kill", () => new KillCommand()) { Shortcut = "kill" },
        new("container pause", () => new PauseCommand()) { Shortcut = "pause" },
        new("container port", () => new PortCommand()) { Shortcut = "port" },
        new("container prune", () => new PruneContainersCommand()),
        new("container rename", () => new RenameCommand()) { Shortcut = "rename" },
        new("container restart", () => new RestartCommand()) { Shortcut = "restart" },
        new("container rm", () => new RemoveContainersCommand()) { Aliases = ["container remove"], Shortcut = "rm" },
        new("container start", () => new StartCommand()) { Shortcut = "start" },
        new("container stats", () => new StatsCommand()) { Shortcut = "stats" },
        new("container stop", () => new StopCommand()) { Shortcut = "stop" },
        new("container top", () => new TopCommand()) { Shortcut = "top" },
        new("container unpause", () => new UnpauseCommand()) { Shortcut = "unpause" },
        new("container update", () => new UpdateCommand()) { Shortcut = "update" },
        new("container wait", () => new WaitCommand()) { Shortcut = "wait" },

        new("image history", () => new HistoryCommand()) { Shortcut = "history" },
        new("image import", () => new ImportCommand()) { Shortcut = "import" },
        new("image inspect", () => new InspectImagesCommand()),
        new("image prune", () => new PruneImagesCommand()),
        new("image rm", () => new RemoveImagesCommand()) { Aliases = ["image remove"], Shortcut = "rmi" },
        new("image save", () => new SaveCommand()) { Shortcut = "save" },
        new("image tag", () => new TagCommand()) { Shortcut = "tag" },

        new("volume create", () => new CreateVolumeCommand()),
        new("volume inspect", () => new InspectVolumesCommand()),
        new("volume ls", () => new ListVolumesCommand()) { Aliases = ["volume list"] },
        new("volume prune", () => new PruneVolumesCommand()),
        new("volume rm", () => new RemoveVolumesCommand()) { Aliases = ["volume remove"] },

        new("network connect", () => new ConnectNetworkCommand()),
        new("network create", () => new CreateNetworkCommand()),
        new("network disconnect", () => new DisconnectNetworkCommand()),
        new("network inspect", () => new InspectNetworksCommand()),
        new("network ls", () => new ListNetworksCommand()) { Aliases = ["network list"] },
        new("network prune", () => new PruneNetworksCommand()),
        new("network rm", () => new RemoveNetworksCommand()) { Aliases = ["network remove"] },

        new("manifest annotate", () => new AnnotateManifestCommand()),
        new("manifest create", () => new CreateManifestCommand()),
        new("manifest inspect", () => new InspectManifestCommand()),
        new("manifest push", () => new PushManifestCommand()),
        new("manifest rm", () => new RemoveManifestsCommand()),

        new("system check", () => new CheckSystemCommand()),
        new("system df", () => new DiskUsageCommand()),
        new("system dial-stdio", () => new DialStdioCommand()) { Hidden = true },
        new("system events", () => new EventsCommand()) { Shortcut = "events" },
        new("system prune", () => new PruneSystemCommand()),
        new("inspect", () => new InspectCommand()),

        new("context create", () => new CreateContextCommand()),
        new("context inspect", () => new InspectContextsCommand()),
        new("context ls", () => new ListContextsCommand()) { Aliases = ["context list"] },
        new("context rm", () => new RemoveContextsCommand()) { Aliases = ["context remove"] },
        new("context show", () => new ShowContextCommand()),
        new("context update", () => new UpdateContextCommand()),
        new("context use", () => new UseContextCommand()),

        new("completion bash", () => new CompletionCommand("bash")),
        new("completion fish", () => new CompletionCommand("fish")),
        new("completion zsh", () => new CompletionCommand("zsh")),
        new("__complete", () => new CompleteCommand()) { Hidden = true },

        .. LaterCommand.Names.Select(name => new CommandEntry(name, () => new LaterCommand()) { Hidden = true }),
    ];

    /// <summary>The command that the words start with, the longest path first, and how many words its path takes.</summary>
    public static CommandEntry? Find(IReadOnlyList<string> words, out int used)
    {
        for (used = Math.Min(2, words.Count); used > 0; used--)
        {
            var path = used == 1 ? words[0] : $"{words[0]} {words[1]}";
            foreach (var entry in Entries)
            {
                if (entry.Path == path || entry.Shortcut == path || entry.Aliases.Contains(path))
                {
                    return entry;
                }
            }
        }

        return null;
    }

    public static CommandGroup? Group(string name) => Groups.FirstOrDefault(group => group.Name == name);

    public static IEnumerable<CommandEntry> InGroup(string name) =>
        Entries.Where(entry => !entry.Hidden && entry.Path.StartsWith(name + " ", StringComparison.Ordinal));

    public static IEnumerable<(string Name, CommandEntry Entry)> TopLevel() => Entries
        .Where(entry => !entry.Hidden && (entry.Shortcut is not null || !entry.Path.Contains(' ', StringComparison.Ordinal)))
        .Select(entry => (entry.Shortcut ?? entry.Path, entry));
}
