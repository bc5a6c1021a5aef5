using Davit.Client.Transport;

namespace Davit.Cli.Commands.SystemInformation;

/// <summary>Joins the standard streams to the daemon's socket: the far end of an ssh connection.</summary>
internal sealed class DialStdioCommand : Command
{
    public override string Summary => "Proxy the stdio stream to the daemon connection. Should not be invoked manually.";

    public override string Usage => string.Empty;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        using var dialed = RawConnection.Open(context.Engine.Endpoint);
        var input = new Thread(() => CopyInput(context, dialed)) { IsBackground = true, Name = "stdin" };
        input.Start();
        var buffer = new byte[64 * 1024];
        for (var count = dialed.Read(buffer); count > 0; count = dialed.Read(buffer))
        {
            context.Output.Write(buffer.AsSpan(0, count));
        }

        return ExitCodes.Success;
    }

    private static void CopyInput(CommandContext context, RawConnection dialed)
    {
        try
        {
            var buffer = new byte[64 * 1024];
            for (var count = context.Input.Read(buffer); count > 0; count = context.Input.Read(buffer))
            {
                dialed.Write(buffer.AsSpan(0, count));
            }

            dialed.CloseWrite();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // the daemon closed first
        }
    }
}
