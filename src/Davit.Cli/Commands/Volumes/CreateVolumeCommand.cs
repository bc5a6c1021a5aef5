using Davit.Api.Volumes;
using Davit.Cli.CommandLine;
using Davit.Cli.Commands.Containers.Options;
using Davit.Client;

namespace Davit.Cli.Commands.Volumes;

internal sealed class CreateVolumeCommand : Command
{
    private readonly StringFlag _driver = new("driver", 'd', "Specify volume driver name", "local");
    private readonly ListFlag _label = new("label", '\0', "Set metadata for a volume") { Validate = FlagChecks.Label };
    private readonly StringFlag _name = new("name", '\0', "Specify volume name") { Hidden = true };
    private readonly MapFlag _option = new("opt", 'o', "Set driver specific options");

    public override string Summary => "Create a volume";

    public override string Usage => "[OPTIONS] [VOLUME]";

    public override IEnumerable<Flag> Flags => [_driver, _label, _name, _option];

    public override ArgumentRule Arguments => new(0, 1);

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 1 && _name.Value.Length > 0)
        {
            throw new CommandException("conflicting options: cannot specify a volume name through both --name and as a positional arg");
        }

        using var volume = context.Engine.Volumes.Create(new VolumeCreateRequest
        {
            Name = arguments.Count == 1 ? arguments[0] : _name.Value,
            Driver = _driver.Value,
            DriverOpts = _option.Values,
            Labels = VariableFiles.Labels([], _label.Values),
        });
        context.Out.WriteLine(volume.RootElement.Text("Name"));
        return ExitCodes.Success;
    }
}
