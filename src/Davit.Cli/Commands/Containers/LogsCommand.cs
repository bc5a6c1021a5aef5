using Davit.Cli.CommandLine;
using Davit.Cli.Formatting;
using Davit.Cli.Terminal;
using Davit.Client.Containers;
using Davit.Client;

namespace Davit.Cli.Commands.Containers;

internal sealed class LogsCommand : Command
{
    private readonly BoolFlag _details = new("details", '\0', "Show extra details provided to logs");
    private readonly BoolFlag _follow = new("follow", 'f', "Follow log output");
    private readonly StringFlag _since = new("since", '\0', "Show logs since timestamp (e.g. \"2013-01-02T13:23:37Z\") or relative (e.g. \"42m\" for 42 minutes)");
    private readonly StringFlag _tail = new("tail", 'n', "Number of lines to show from the end of the logs", "all");
    private readonly BoolFlag _timestamps = new("timestamps", 't', "Show timestamps");
    private readonly StringFlag _until = new("until", '\0', "Show logs before a timestamp (e.g. \"2013-01-02T13:23:37Z\") or relative (e.g. \"42m\" for 42 minutes)");

    public override string Summary => "Fetch the logs of a container";

    public override string Usage => "[OPTIONS] CONTAINER";

    public override IEnumerable<Flag> Flags => [_details, _follow, _since, _tail, _timestamps, _until];

    public override ArgumentRule Arguments => ArgumentRule.Exactly(1);

    public override Completion Completes => Completion.Containers;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        bool tty;
        string id;
        using (var inspect = context.Engine.Containers.Inspect(arguments[0]))
        {
            tty = inspect.RootElement.Member("Config").Flag("Tty");
            id = inspect.RootElement.Text("Id");
        }

        using var response = context.Engine.Containers.Logs(id, new LogsQuery
        {
            Details = _details.Value,
            Follow = _follow.Value,
            Timestamps = _timestamps.Value,
            Tail = _tail.Value,
            Since = TimeArgument.Read(context, _since.Value, "since"),
            Until = TimeArgument.Read(context, _until.Value, "until"),
        });
        if (tty)
        {
            response.Body.CopyTo(context.Output, 64 * 1024);
        }
        else
        {
            FrameReader.Copy(response.Body.Read, context.Output, context.ErrorOutput);
        }

        return ExitCodes.Success;
    }
}
