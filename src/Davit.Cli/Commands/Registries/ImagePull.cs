using Davit.Cli.Commands.Progress;
using Davit.Client.Transport;

namespace Davit.Cli.Commands.Registries;

/// <summary>Brings an image in: what pull, run and create have in common.</summary>
internal static class ImagePull
{
    /// <summary>Without tag and digest all tags. Throws <see cref="CommandException"/> with the daemon's error.</summary>
    public static void Run(CommandContext context, ImageReference image, string platform, ProgressScreen screen)
    {
        var tag = image.Digest.Length > 0 ? image.Digest : image.Tag;
        using var response = RegistryAccess.Send(context, image.Domain, "pull", header => Begin(context, image, tag, platform, header));
        new ProgressPrinter(screen, context.Time).Print(response.Body);
    }

    private static EngineResponse Begin(CommandContext context, ImageReference image, string tag, string platform, string header)
    {
        context.Out.Flush();
        return context.Engine.Images.Pull(image.FamiliarName, tag, platform.ToLowerInvariant(), header);
    }
}
