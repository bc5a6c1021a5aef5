using System.Globalization;
using Davit.Oci.Runtime;

namespace Davit.Runtime.CommandLine;

/// <summary>The process of an <c>exec</c>: a file, or the container's own process with what the options change.</summary>
internal static class ExecProcess
{
    public static ProcessSpec Of(OptionSet options, ProcessSpec container)
    {
        if (options.Get("process") is { } path)
        {
            return SpecFiles.Parse(SpecFiles.Read(path), path, SpecReader.ReadProcess);
        }

        if (options.Rest.Count < 2)
        {
            throw new CommandException("a command to execute is needed");
        }

        return container with
        {
            Args = [.. options.Rest.Skip(1)],
            Terminal = options.Has("tty"),
            ConsoleSize = null,
            Env = [.. container.Env ?? [], .. options.All("env")],
            Cwd = options.Get("cwd") ?? container.Cwd,
            User = UserOf(options, container.User),
            NoNewPrivileges = options.Has("no-new-privs") || container.NoNewPrivileges,
            ApparmorProfile = options.Get("apparmor") ?? container.ApparmorProfile,
            SelinuxLabel = options.Get("process-label") ?? container.SelinuxLabel,
            Capabilities = WithCapabilities(container.Capabilities, options.All("cap")),
        };
    }

    private static UserSpec UserOf(OptionSet options, UserSpec user)
    {
        var groups = options.All("additional-gids").Select(Number).ToArray();
        user = groups.Length > 0 ? user with { AdditionalGids = [.. user.AdditionalGids ?? [], .. groups] } : user;
        if (options.Get("user") is not { } text)
        {
            return user;
        }

        // Numbers only: names would have to be looked up in files of the container.
        var parts = text.Split(':', 2);
        return user with { Uid = Number(parts[0]), Gid = parts.Length > 1 ? Number(parts[1]) : user.Gid };
    }

    private static uint Number(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number != uint.MaxValue
            ? number
            : throw new CommandException($"\"{text}\" is no user or group id");

    private static CapabilitiesSpec? WithCapabilities(CapabilitiesSpec? capabilities, IReadOnlyList<string> added)
    {
        if (added.Count == 0)
        {
            return capabilities;
        }

        // Not the inheritable and ambient sets (CVE-2022-29162).
        return (capabilities ?? new CapabilitiesSpec()) with
        {
            Bounding = [.. capabilities?.Bounding ?? [], .. added],
            Effective = [.. capabilities?.Effective ?? [], .. added],
            Permitted = [.. capabilities?.Permitted ?? [], .. added],
        };
    }
}
