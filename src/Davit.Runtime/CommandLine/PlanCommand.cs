using Davit.Runtime.Cgroups;
using Davit.Runtime.Launching;
using Davit.Runtime.Plan;

namespace Davit.Runtime.CommandLine;

/// <summary><c>plan</c>: prints what a bundle becomes; makes nothing.</summary>
internal static class PlanCommand
{
    public static int Run(IReadOnlyList<string> args)
    {
        var options = OptionSet.Parse(args, CreateOptions.Flags, CreateOptions.Valued);
        var bundle = Path.GetFullPath(options.Rest.Count > 0 ? options.Rest[0] : options.Get("bundle") ?? ".");
        var spec = SpecFiles.Parse(SpecFiles.ReadBundle(bundle), Path.Combine(bundle, "config.json"));
        var id = Path.GetFileName(bundle);
        var request = new LaunchRequest
        {
            Id = id,
            Spec = spec,
            Bundle = bundle,
            Streams = spec.Process?.Terminal == true ? ProcessStreams.Console : ProcessStreams.Inherited,
            NoPivot = options.Has("no-pivot"),
            NoNewKeyring = options.Has("no-new-keyring"),
        };
        var inputs = PlanSettings.Of(request, CgroupHost.Detect(), ContainerCreation.CgroupPathOf(spec, id));
        OciContext.Print(PlanCompiler.Compile(inputs).Print());
        return 0;
    }
}
