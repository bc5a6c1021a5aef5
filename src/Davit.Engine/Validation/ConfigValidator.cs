using Davit.Engine.Containers;

namespace Davit.Engine.Validation;

/// <summary>Checks a container's own configuration; returns everything that is wrong with it.</summary>
internal static class ConfigValidator
{
    private const int MaxHostname = 63;
    private const long Millisecond = 1_000_000;

    public static IReadOnlyList<string> Validate(ContainerConfig config)
    {
        var errors = new List<string>();
        if (config.Hostname.Length > 0 && !IsHostname(config.Hostname))
        {
            errors.Add($"invalid hostname format: {config.Hostname}");
        }

        if (config.Domainname.AsSpan().ContainsAny('\n', '\0') || config.Domainname.Length > MaxHostname)
        {
            errors.Add($"invalid domainname: {config.Domainname}");
        }

        if (config.WorkingDir.Length > 0 && !config.WorkingDir.StartsWith('/'))
        {
            errors.Add($"the working directory '{config.WorkingDir}' is invalid, it needs to be an absolute path");
        }

        CheckEnvironment(errors, config.Env);
        CheckSignal(errors, config.StopSignal);
        if (config.StopTimeout is < -1)
        {
            errors.Add($"invalid stop timeout: {config.StopTimeout}");
        }

        CheckPorts(errors, config.ExposedPorts);
        CheckVolumes(errors, config.Volumes);
        CheckStrings(errors, config);
        if (config.Healthcheck is { } health)
        {
            CheckHealth(errors, health);
        }

        return errors;
    }

    private static bool IsHostname(string name)
    {
        if (name.Length > MaxHostname || name.StartsWith('-') || name.StartsWith('.'))
        {
            return false;
        }

        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_'))
            {
                return false;
            }
        }

        return true;
    }

    private static void CheckEnvironment(List<string> errors, IReadOnlyList<string>? environment)
    {
        foreach (var entry in environment ?? [])
        {
            if (entry.Length == 0 || entry[0] == '=' || entry.Contains('\0', StringComparison.Ordinal))
            {
                errors.Add($"invalid environment variable: {entry}");
            }
        }
    }

    private static void CheckSignal(List<string> errors, string? signal)
    {
        if (signal is { Length: > 0 } && !SignalName.TryParse(signal, out _))
        {
            errors.Add($"invalid signal: {signal}");
        }
    }

    private static void CheckPorts(List<string> errors, IReadOnlyList<string>? ports)
    {
        foreach (var port in ports ?? [])
        {
            if (!PortSpec.TryParse(port, out _))
            {
                errors.Add($"invalid port specification: \"{port}\"");
            }
        }
    }

    private static void CheckVolumes(List<string> errors, IReadOnlyList<string>? volumes)
    {
        foreach (var volume in volumes ?? [])
        {
            if (Mounts.ContainerPath.Clean("/" + volume) == "/")
            {
                errors.Add($"invalid volume specification: '{volume}': destination can't be '/'");
            }
        }
    }

    /// <summary>execve(2) and the record cannot carry a NUL.</summary>
    private static void CheckStrings(List<string> errors, ContainerConfig config)
    {
        IEnumerable<string> all = [.. config.Cmd ?? [], .. config.Entrypoint ?? [], config.User, config.WorkingDir];
        if (all.Any(text => text.Contains('\0', StringComparison.Ordinal)))
        {
            errors.Add("invalid configuration: a NUL character in the command, user or working directory");
        }
    }

    private static void CheckHealth(List<string> errors, HealthConfig health)
    {
        CheckDuration(errors, "Interval", health.Interval);
        CheckDuration(errors, "Timeout", health.Timeout);
        CheckDuration(errors, "StartPeriod", health.StartPeriod);
        CheckDuration(errors, "StartInterval", health.StartInterval);
        if (health.Retries < 0)
        {
            errors.Add("Retries in Healthcheck cannot be negative");
        }

        if (health.Test is [var kind, ..] && kind is not ("NONE" or "CMD" or "CMD-SHELL" or ""))
        {
            errors.Add($"Unknown healthcheck type '{kind}' (expected 'CMD', 'CMD-SHELL' or 'NONE')");
        }
    }

    private static void CheckDuration(List<string> errors, string name, long nanoseconds)
    {
        if (nanoseconds != 0 && nanoseconds < Millisecond)
        {
            errors.Add($"{name} in Healthcheck cannot be less than 1ms");
        }
    }
}
