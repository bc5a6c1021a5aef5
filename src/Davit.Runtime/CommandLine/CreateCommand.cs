namespace Davit.Runtime.CommandLine;

/// <summary><c>create</c>: a container that waits for <c>start</c>.</summary>
internal static class CreateCommand
{
    public static int Run(OciContext context, IReadOnlyList<string> args)
    {
        var options = OptionSet.Parse(args, CreateOptions.Flags, CreateOptions.Valued);
        using var process = new ContainerMaker(context, options).Make(waitOnSocket: true);
        process.Cgroup?.Dispose();
        return 0;
    }
}
