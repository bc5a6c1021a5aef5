namespace Davit.Runtime.CommandLine;

/// <summary>Options that <c>create</c> and <c>run</c> share.</summary>
internal static class CreateOptions
{
    public static readonly string[] Flags = ["no-pivot", "no-new-keyring"];

    public static readonly string[] Valued = ["bundle|b", "console-socket", "pid-file", "preserve-fds", "pidfd-socket"];

    public static string BundleOf(OptionSet options) => Path.GetFullPath(options.Get("bundle") ?? ".");
}
