using System.Text.Json;
using Davit.Linux.Files;
using Davit.Linux.Processes;
using Davit.Oci.Runtime;

namespace Davit.Runtime.CommandLine;

/// <summary><c>spec</c>: a <c>config.json</c> to start from.</summary>
internal static class SpecCommand
{
    public static int Run(IReadOnlyList<string> args)
    {
        var options = OptionSet.Parse(args, ["rootless"], ["bundle|b"]);
        var path = Path.Combine(Path.GetFullPath(options.Get("bundle") ?? "."), "config.json");
        if (File.Exists(path))
        {
            throw new CommandException($"{path} exists already: remove it first");
        }

        var spec = options.Has("rootless")
            ? ExampleSpec.Rootless(ProcessCalls.EffectiveUserId, ProcessCalls.EffectiveGroupId)
            : ExampleSpec.Default;
        AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(spec, IndentedJson.Default.Spec), 0x1A4 /* 0644 */);
        return 0;
    }
}
