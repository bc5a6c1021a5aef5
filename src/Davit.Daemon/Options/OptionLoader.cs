namespace Davit.Daemon.Options;

/// <summary>Flags and file together, by dockerd's rules.</summary>
internal static class OptionLoader
{
    /// <exception cref="OptionException">The same thing was said in both, or either is wrong.</exception>
    public static DaemonOptions Load(RawOptions flags)
    {
        var path = flags.Get("config-file") is [.., var given] ? given : OptionTable.ByName("config-file")!.Default;
        return flags.Has("config-file") || File.Exists(path)
            ? LoadWithFile(flags, path)
            : DaemonOptionsReader.Read(flags);
    }

    private static DaemonOptions LoadWithFile(RawOptions flags, string path)
    {
        try
        {
            var file = ConfigFile.Read(path);
            RefuseConflicts(flags, file);
            return DaemonOptionsReader.Read(RawOptions.Merge(flags, file));
        }
        catch (OptionException failure)
        {
            throw new OptionException($"unable to configure the Davit daemon with file {path}: {failure.Message}");
        }
    }

    private static void RefuseConflicts(RawOptions flags, RawOptions file)
    {
        var conflicts = OptionTable.All
            .Where(option => flags.Has(option.Name) && file.Has(option.Name))
            .Select(option => $"{option.FileKey}: (from flag: {flags.Show(option)}, from file: {file.Show(option)})")
            .ToArray();
        if (conflicts.Length > 0)
        {
            throw new OptionException(
                $"the following directives are specified both as a flag and in the configuration file: {string.Join(", ", conflicts)}");
        }
    }
}
