namespace Davit.Engine.Specs;

/// <summary>The environment: docker's own variables, then the container's, which win.</summary>
internal static class EnvironmentPart
{
    public const string DefaultPath = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    public static IReadOnlyList<string> Build(SpecInput input)
    {
        var config = input.Container.Config;
        var environment = new List<string> { DefaultPath, "HOSTNAME=" + input.Hostname };
        if (config.Tty)
        {
            environment.Add("TERM=xterm");
        }

        environment.AddRange(input.LinkEnvironment);
        var merged = Merge(environment, config.Env);
        AddHome(merged, input.User.Home);
        return merged;
    }

    /// <summary>Later values replace earlier ones in place; a bare name takes the variable away.</summary>
    public static List<string> Merge(IReadOnlyList<string> defaults, IReadOnlyList<string>? overrides)
    {
        var merged = new List<string>(defaults);
        foreach (var entry in overrides ?? [])
        {
            var at = entry.IndexOf('=', StringComparison.Ordinal);
            var name = at < 0 ? entry : entry[..at];
            var index = merged.FindIndex(existing => IsNamed(existing, name));
            if (at < 0)
            {
                if (index >= 0)
                {
                    merged.RemoveAt(index);
                }
            }
            else if (index >= 0)
            {
                merged[index] = entry;
            }
            else
            {
                merged.Add(entry);
            }
        }

        return merged;
    }

    public static void AddHome(List<string> environment, string home)
    {
        if (!environment.Exists(entry => IsNamed(entry, "HOME")))
        {
            environment.Add("HOME=" + home);
        }
    }

    public static bool IsNamed(string entry, string name) =>
        entry.Length > name.Length && entry[name.Length] == '=' && entry.StartsWith(name, StringComparison.Ordinal);
}
