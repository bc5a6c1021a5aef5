using Davit.Runtime.CommandLine;
using Davit.Shim;

// One binary, several roles; each returns from here without touching what the others need.
return args switch
{
    ["shim", ..] => ShimMain.Run(args.AsSpan(1)),
    ["oci", ..] => OciCommand.Run(args.AsSpan(1)),
    _ => Unfinished(),
};

static int Unfinished()
{
    Console.Error.WriteLine("davit: this build has no client and no daemon yet; see docs/known-gaps.md");
    return 125;
}
