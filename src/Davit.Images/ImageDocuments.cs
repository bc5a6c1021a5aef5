using System.Text.Json;
using Davit.Oci;
using Davit.Oci.Image;

namespace Davit.Images;

/// <summary>Reads documents that came from outside: the only place where a malformed one becomes an error in words.</summary>
internal static class ImageDocuments
{
    /// <summary>Bytes a configuration, manifest or index may have.</summary>
    public const int SizeLimit = 8 << 20;

    public static ImageDocument ParseConfig(ReadOnlySpan<byte> json)
    {
        var document = Parse("image configuration", json, ImageJson.Default.ImageDocument);
        if (document.RootFs is null)
        {
            throw ImageErrors.Invalid("invalid image configuration: no rootfs");
        }

        if (document.Os is { Length: > 0 } os && os != "linux")
        {
            throw ImageErrors.Invalid($"image operating system \"{os}\" cannot be used on this platform");
        }

        CheckStrings(document.Config);
        return document;
    }

    public static T Parse<T>(string what, ReadOnlySpan<byte> json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        if (json.Length > SizeLimit)
        {
            throw ImageErrors.Invalid($"{what} has {json.Length} bytes, at most {SizeLimit} are allowed");
        }

        try
        {
            // A byte order mark is no JSON, but editors leave it.
            return JsonSerializer.Deserialize(json.StartsWith("\ufeff"u8) ? json[3..] : json, type)
                ?? throw ImageErrors.Invalid($"invalid {what}: it is null");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw ImageErrors.Invalid($"invalid {what}: {(failure is JsonException malformed ? JsonFailure.Describe(malformed) : failure.Message)}", failure);
        }
    }

    // execve(2) and every path end at a NUL: a string with one means something else than it shows.
    private static void CheckStrings(ImageConfig? config)
    {
        if (config is null)
        {
            return;
        }

        IEnumerable<string?> texts =
        [
            config.User, config.WorkingDir, config.StopSignal, config.Hostname, config.Domainname,
            .. config.Env ?? [], .. config.Cmd ?? [], .. config.Entrypoint ?? [], .. config.Volumes ?? [],
            .. config.ExposedPorts ?? [], .. config.Shell ?? [], .. config.OnBuild ?? [], .. config.Healthcheck?.Test ?? [],
        ];
        if (texts.Any(text => text?.Contains('\0', StringComparison.Ordinal) == true))
        {
            throw ImageErrors.Invalid("invalid image configuration: a value has a NUL character");
        }

        if ((config.Env ?? []).Concat(config.Cmd ?? []).Concat(config.Entrypoint ?? []).Any(text => text is null))
        {
            throw ImageErrors.Invalid("invalid image configuration: a list has a null in it");
        }
    }
}
