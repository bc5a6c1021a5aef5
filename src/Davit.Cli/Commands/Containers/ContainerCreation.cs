using Davit.Api.Containers;
using Davit.Cli.Commands.Containers.Options;
using Davit.Cli.Commands.Progress;
using Davit.Cli.Commands.Registries;
using Davit.Client;

namespace Davit.Cli.Commands.Containers;

/// <summary>Creates a container from its flags: what run and create have in common.</summary>
internal sealed class ContainerCreation(CommandContext context, ContainerFlags flags, string pull)
{
    /// <summary>Returns the id; warnings are told. Throws <see cref="CommandException"/>.</summary>
    public string Create(ContainerCreateRequest request)
    {
        ContentTrust.Refuse(context, flags.DisableContentTrust);
        using var cidFile = CidFile.Reserve(flags.CidFile.Value);
        var image = ImageReference.ParseUnlessId(request.Image ?? string.Empty)?.WithDefaultTag();
        var platform = PlatformText.Normalize(PlatformText.OrDefault(flags.Platform, context), "error parsing specified platform: ");
        if (pull == "always" && image is not null)
        {
            Pull(image);
        }

        var (id, warnings) = Send(request, image, platform);
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

    private (string Id, IReadOnlyList<string> Warnings) Send(ContainerCreateRequest request, ImageReference? image, string platform)
    {
        try
        {
            return context.Engine.Containers.Create(request, flags.Name.Value, platform);
        }
        catch (EngineApiException error) when (image is not null && pull == "missing" && IsImageMissing(error))
        {
            if (!flags.Quiet.Value)
            {
                context.Error.WriteLine($"Unable to find image '{image.Familiar}' locally");
            }

            Pull(image);
            return context.Engine.Containers.Create(request, flags.Name.Value, platform);
        }
    }

    /// <summary>Not there, or not for the platform: "not found" alone may also be about a network or a container.</summary>
    private static bool IsImageMissing(EngineApiException error) => error.IsNotFound
        && (error.Message.Contains("o such image", StringComparison.Ordinal) || error.Message.Contains("specified platform", StringComparison.Ordinal));

    private void Pull(ImageReference image) => ImagePull.Run(
        context, image, PlatformText.OrDefault(flags.Platform, context), flags.Quiet.Value ? ProgressScreen.Silent : ProgressScreen.Error(context));

    private void WarnOfLocalDns(IReadOnlyList<string> servers)
    {
        foreach (var server in servers.Where(server => System.Net.IPAddress.TryParse(server, out var address) && System.Net.IPAddress.IsLoopback(address)))
        {
            context.Error.WriteLine($"WARNING: Localhost DNS setting (--dns={server}) may fail in containers.");
        }
    }
}
