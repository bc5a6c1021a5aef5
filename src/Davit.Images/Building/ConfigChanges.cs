using System.Text.Json;
using Davit.Oci.Image;

namespace Davit.Images.Building;

/// <summary><c>--change</c>: the Dockerfile instructions CMD ENTRYPOINT ENV EXPOSE HEALTHCHECK LABEL ONBUILD STOPSIGNAL USER VOLUME WORKDIR.</summary>
public static class ConfigChanges
{
    private static readonly string[] DefaultShell = ["/bin/sh", "-c"];

    /// <summary>The configuration with the changes applied in order; a wrong one is an <see cref="ImageException"/> that names it.</summary>
    public static ImageConfig Apply(ImageConfig config, IReadOnlyList<string> changes)
    {
        var hasCommand = false;
        foreach (var line in changes.SelectMany(change => change.Split('\n')).Select(line => line.Trim()))
        {
            if (line.Length > 0 && line[0] != '#')
            {
                config = ApplyOne(config, line, ref hasCommand);
            }
        }

        return config;
    }

    private static ImageConfig ApplyOne(ImageConfig config, string line, ref bool hasCommand)
    {
        var blank = line.AsSpan().IndexOfAny(' ', '\t');
        var name = (blank < 0 ? line : line[..blank]).ToUpperInvariant();
        var text = blank < 0 ? "" : line[(blank + 1)..].Trim();
        if (text.Length == 0 && name is "ENV" or "LABEL" or "EXPOSE" or "USER" or "VOLUME" or "WORKDIR" or "STOPSIGNAL" or "ONBUILD" or "HEALTHCHECK")
        {
            throw ImageErrors.Parameter($"{name} requires at least one argument");
        }

        switch (name)
        {
            case "CMD":
                hasCommand = text.Length > 0;
                return config with { Cmd = Command(config, text) };
            case "ENTRYPOINT":
                // An entry point of another image would get arguments that were meant for the old one.
                return config with { Entrypoint = Command(config, text), Cmd = hasCommand ? config.Cmd : null };
            case "ENV":
                return config with { Env = ChangePairs.AddEnvironment(config, text) };
            case "LABEL":
                return config with { Labels = ChangePairs.AddLabels(config, text) };
            case "EXPOSE":
                return config with { ExposedPorts = Union(config.ExposedPorts, Words(config, text).SelectMany(ChangePorts.Parse)) };
            case "HEALTHCHECK":
                return config with { Healthcheck = ChangeHealthcheck.Parse(config, text) };
            case "ONBUILD":
                return config with { OnBuild = [.. config.OnBuild ?? [], Trigger(text)] };
            case "STOPSIGNAL":
                return config with { StopSignal = ChangePairs.Expand(config, text) };
            case "USER":
                return config with { User = ChangePairs.Expand(config, text) };
            case "VOLUME":
                return config with { Volumes = Union(config.Volumes, Volumes(config, text)) };
            case "WORKDIR":
                return config with { WorkingDir = Path.GetFullPath(ChangePairs.Expand(config, text), config.WorkingDir is ['/', ..] ? config.WorkingDir : "/") };
            default:
                throw ImageErrors.Parameter($"{name} is not a valid change command");
        }
    }

    /// <summary>A JSON list is the command itself, anything else a line for the shell.</summary>
    internal static IReadOnlyList<string> Command(ImageConfig config, string text)
    {
        if (text.StartsWith('['))
        {
            if (TryList(text) is { } list)
            {
                return list;
            }
        }

        return text.Length == 0 ? [] : [.. config.Shell ?? DefaultShell, text];
    }

    private static List<string>? TryList(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ChangeJson.Default.ListString);
        }
        catch (JsonException)
        {
            // As docker: what is no list of strings is a command for the shell.
            return null;
        }
    }

    private static IEnumerable<string> Words(ImageConfig config, string text) =>
        ChangeWords.Split(text).Select(word => ChangePairs.Expand(config, word));

    private static IEnumerable<string> Volumes(ImageConfig config, string text)
    {
        var volumes = (text.StartsWith('[') ? TryList(text) : null)?.Select(word => ChangePairs.Expand(config, word)) ?? Words(config, text);
        foreach (var volume in volumes)
        {
            yield return volume.Trim() is { Length: > 0 } path ? path : throw ImageErrors.Parameter("VOLUME specified can not be an empty string");
        }
    }

    private static IReadOnlyList<string> Union(IReadOnlyList<string>? former, IEnumerable<string> added) =>
        [.. (former ?? []).Union(added, StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string Trigger(string text) => text.Split(' ', '\t')[0].ToUpperInvariant() switch
    {
        "ONBUILD" => throw ImageErrors.Parameter("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"),
        "MAINTAINER" or "FROM" => throw ImageErrors.Parameter($"{text.Split(' ', '\t')[0].ToUpperInvariant()} isn't allowed as an ONBUILD trigger"),
        _ => text,
    };
}
