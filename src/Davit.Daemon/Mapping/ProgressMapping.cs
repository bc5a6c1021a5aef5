using System.Text.Json;
using Davit.Api.Json;
using Davit.Api.Streams;
using Davit.Daemon.Http;
using Davit.Engine.Images;

namespace Davit.Daemon.Mapping;

/// <summary>Progress as docker's clients read it.</summary>
internal static class ProgressMapping
{
    public static IEnumerable<ProgressMessage> ToWire(ImageProgress line) => line.Pushed is { } pushed ? Outcome(pushed) : [Line(line)];

    private static ProgressMessage Line(ImageProgress line) => new()
    {
        Stream = line.Stream,
        Status = line.Status,
        Id = line.Id,
        ProgressDetail = line.Current is { } current
            ? new ProgressDetail { Current = current, Total = line.Total ?? 0 }
            : line.Id is null || line.IsNote ? null : new ProgressDetail(),
        Progress = line.Current is { } bytes && ProgressBar.Format(bytes, line.Total ?? 0) is { Length: > 0 } bar ? bar : null,
    };

    private static IEnumerable<ProgressMessage> Outcome(ImagePushOutcome pushed)
    {
        if (pushed is { Index: { } index, Instead: { } instead })
        {
            yield return Aux(JsonSerializer.SerializeToElement(
                new ManifestPushedInsteadOfIndex
                {
                    IsSo = true,
                    OriginalIndex = DescriptorMapping.ToWire(index),
                    SelectedManifest = DescriptorMapping.ToWire(instead),
                },
                EngineApiJson.Wire.ManifestPushedInsteadOfIndex));
        }

        yield return Aux(JsonSerializer.SerializeToElement(
            new PushResult { Tag = pushed.Tag, Digest = pushed.Digest.Text, Size = pushed.Size }, EngineApiJson.Wire.PushResult));
    }

    private static ProgressMessage Aux(JsonElement value) => new() { ProgressDetail = new ProgressDetail(), Aux = value };
}
