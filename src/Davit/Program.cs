using Davit.Cli;
using Davit.Composition;
using Davit.Runtime.CommandLine;
using Davit.Shim;

// One binary, several roles; each returns from here without touching what the others need.
return args switch
{
    ["shim", ..] => ShimMain.Run(args.AsSpan(1)),
    ["oci", ..] => OciCommand.Run(args.AsSpan(1)),
    ["daemon", ..] => DaemonRole.Run(args[1..]),
    _ => CliMain.Run(args),
};
