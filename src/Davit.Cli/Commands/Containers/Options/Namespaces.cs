namespace Davit.Cli.Commands.Containers.Options;

/// <summary>The modes of <c>--pid</c>, <c>--uts</c>, <c>--userns</c> and <c>--cgroupns</c>.</summary>
internal static class Namespaces
{
    /// <summary>Throws <see cref="CommandException"/> for a mode that is none of the known ones.</summary>
    public static void Check(string flag, string name, string value, string known, bool allowsContainer)
    {
        var valid = value.Length == 0 || known.Split(',').Contains(value)
            || (allowsContainer && value.StartsWith("container:", StringComparison.Ordinal) && value.Length > "container:".Length);
        if (!valid)
        {
            throw new CommandException($"--{flag}: invalid {name} mode");
        }
    }
}
