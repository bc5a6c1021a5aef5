using System.Globalization;
using System.Text.Json;
using Davit.Api.Json;
using Davit.Api.System;
using Davit.Cli.CommandLine;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.SystemInformation;

/// <summary>davit's own: reads everything that is stored and compares it with its digests.</summary>
internal sealed class CheckSystemCommand : Command
{
    private const string ClearLine = "\r\u001b[2K";

    private readonly BoolFlag _repair = new("repair", '\0', "Mend what can be mended: fetch or unpack again, forget what nothing needs");

    public override string Summary => "Check stored images and layers for damage";

    public override string Usage => "[OPTIONS]";

    public override string Details => "The exit status is 1 where damage is left.";

    public override IEnumerable<Flag> Flags => [_repair];

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        using var response = Begin(context);
        foreach (var document in JsonStream.Read(response.Body))
        {
            using (document)
            {
                var message = document.Deserialize(EngineApiJson.Wire.SystemCheckMessage)!;
                if (message.Error is { Length: > 0 } error)
                {
                    throw new CommandException(error);
                }

                if (message.Kind == "summary")
                {
                    return Finish(context, message);
                }

                Show(context, message);
            }
        }

        throw new CommandException("the daemon did not finish the check");
    }

    private Client.Transport.EngineResponse Begin(CommandContext context)
    {
        try
        {
            return context.Engine.System.Check(_repair.Value);
        }
        catch (EngineApiException error) when (error.IsNotFound)
        {
            throw new CommandException("the check is done by the davit daemon; this daemon does not do it");
        }
    }

    private static void Show(CommandContext context, SystemCheckMessage message)
    {
        if (message.Kind == "progress")
        {
            if (context.Terminal.ErrorIsTerminal)
            {
                context.Error.Write(string.Create(CultureInfo.InvariantCulture, $"{ClearLine}Checking {message.Id}: {message.Checked}/{message.Total}"));
            }

            return;
        }

        Clear(context);
        var users = message.UsedBy is { Count: > 0 } usedBy ? $", used by {string.Join(", ", usedBy)}" : string.Empty;
        context.Out.WriteLine($"{message.Kind} {message.Id}: {message.Problem}{users}{(message.Repaired ? " (repaired)" : string.Empty)}");
        context.Out.Flush();
    }

    private int Finish(CommandContext context, SystemCheckMessage summary)
    {
        Clear(context);
        var objects = string.Create(CultureInfo.InvariantCulture, $"Checked {summary.Checked} object{(summary.Checked == 1 ? string.Empty : "s")}");
        context.Out.WriteLine(summary.Damaged == 0 ? $"{objects}: no damage"
            : string.Create(CultureInfo.InvariantCulture, $"{objects}: {summary.Damaged} damaged, {summary.Damaged - summary.Left} repaired, {summary.Left} left"));
        if (summary.Left > 0 && !_repair.Value)
        {
            context.Out.WriteLine($"'{context.ProgramName} system check --repair' mends what can be mended");
        }

        return summary.Left == 0 ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static void Clear(CommandContext context) => context.Error.Write(context.Terminal.ErrorIsTerminal ? ClearLine : string.Empty);
}
