using Davit.Engine.Containers;

namespace Davit.Engine.Logs;

/// <summary>The <c>tag</c> log option: the fields docker's templates have most use for.</summary>
internal static class LogTag
{
    public static string Expand(string tag, ContainerRecord record) => tag
        .Replace("{{.ID}}", ContainerIds.Short(record.Id), StringComparison.Ordinal)
        .Replace("{{.FullID}}", record.Id, StringComparison.Ordinal)
        .Replace("{{.Name}}", record.Name, StringComparison.Ordinal)
        .Replace("{{.ImageID}}", ContainerIds.Short(record.ImageId.Replace("sha256:", "", StringComparison.Ordinal)), StringComparison.Ordinal)
        .Replace("{{.ImageFullID}}", record.ImageId, StringComparison.Ordinal)
        .Replace("{{.ImageName}}", record.Config.Image, StringComparison.Ordinal)
        .Replace("{{.DaemonName}}", "davit", StringComparison.Ordinal);
}
