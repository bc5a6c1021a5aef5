using Davit.Api.Containers;
using Davit.Cli.Commands.Containers.Options;
using Davit.Client;

namespace Davit.Cli.Commands.Containers;

/// <summary>Creates a container from its flags: what run and create have in common.</summary>
internal sealed class ContainerCreation(CommandContext context, ContainerFlags flags, string pull)
{
    /// <summary>Returns the id; warnings are told. Throws <see cref="CommandException"/>.</summary>
    public string Create(ContainerCreateRequest request)
    {
        using var cidFile = CidFile.Reserve(flags.CidFile.Value);
        if (pull == "always")
        {
            throw new CommandException($"--pull always: pulling comes with a later version of davit; '{context.ProgramName} load' or '{context.ProgramName} import' brings an image in");
        }

        var (id, warnings) = Send(request);
        foreach (var warning in warnings)
        {
            context.Error.WriteLine($"WARNING: {warning}");
        }

        WarnOfLocalDns(request.HostConfig?.Dns ?? []);
        cidFile?.Write(id);
        return id;
    }

    /// <summary>Throws <see cref="CommandException"/>.</summary>
    public static void CheckPull(string pull)
    {
        if (pull is not ("always" or "missing" or "never"))
        {
            throw new CommandException($"invalid pull option: '{pull}': must be one of \"always\", \"missing\" or \"never\"");
        }
    }

    private (string Id, IReadOnlyList<string> Warnings) Send(ContainerCreateRequest request)
    {
        try
        {
            return context.Engine.Containers.Create(request, flags.Name.Value, flags.Platform.Value);
        }
        catch (EngineApiException error) when (error.IsNotFound && error.Message.Contains("o such image", StringComparison.Ordinal))
        {
            throw new CommandException($"no such image: {ImageName.WithTag(request.Image)}; '{context.ProgramName} load' or '{context.ProgramName} import' brings one in", ExitCodes.Usage);
        }
    }

    private void WarnOfLocalDns(IReadOnlyList<string> servers)
    {
        foreach (var server in servers.Where(server => System.Net.IPAddress.TryParse(server, out var address) && System.Net.IPAddress.IsLoopback(address)))
        {
            context.Error.WriteLine($"WARNING: Localhost DNS setting (--dns={server}) may fail in containers.");
        }
    }
}
