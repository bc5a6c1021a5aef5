using System.Text.Json;
using Davit.Runtime.Plan;

namespace Davit.Runtime.CommandLine;

/// <summary><c>features</c>: what this runtime can do, whatever the machine can.</summary>
internal static class FeaturesCommand
{
    private static readonly string[] MountOptionNames =
    [
        "acl", "async", "atime", "bind", "defaults", "dev", "diratime", "dirsync", "exec", "idmap", "iversion", "lazytime",
        "loud", "mand", "noatime", "nodev", "nodiratime", "noexec", "noiversion", "nolazytime", "nomand", "norelatime",
        "nostrictatime", "nosuid", "nosymfollow", "private", "ratime", "rbind", "rdev", "rdiratime", "relatime", "remount",
        "rexec", "ridmap", "rnoatime", "rnodev", "rnodiratime", "rnoexec", "rnorelatime", "rnostrictatime", "rnosuid",
        "rnosymfollow", "ro", "rprivate", "rrelatime", "rro", "rrw", "rshared", "rslave", "rstrictatime", "rsuid",
        "rsymfollow", "runbindable", "rw", "shared", "silent", "slave", "strictatime", "suid", "symfollow", "sync",
        "tmpcopyup", "unbindable",
    ];

    public static int Run()
    {
        var view = new FeaturesView
        {
            Hooks = ["prestart", "createRuntime", "createContainer", "startContainer", "poststart", "poststop"],
            MountOptions = MountOptionNames,
            Linux = new FeaturesView.LinuxFeatures
            {
                Namespaces = ["cgroup", "ipc", "mount", "network", "pid", "time", "user", "uts"],
                Capabilities = CapabilityNames.All,
                Cgroup = new FeaturesView.CgroupFeatures(),
                Seccomp = Seccomp(),
                Apparmor = new(true),
                Selinux = new(true),
                IntelRdt = new(false),
                MountExtensions = new FeaturesView.MountExtensionFeatures { Idmap = new(true) },
            },
        };
        OciContext.Print(JsonSerializer.Serialize(view, IndentedJson.Default.FeaturesView) + "\n");
        return 0;
    }

    private static FeaturesView.SeccompFeatures Seccomp() => new()
    {
        Actions =
        [
            "SCMP_ACT_ALLOW", "SCMP_ACT_ERRNO", "SCMP_ACT_KILL", "SCMP_ACT_KILL_PROCESS", "SCMP_ACT_KILL_THREAD",
            "SCMP_ACT_LOG", "SCMP_ACT_NOTIFY", "SCMP_ACT_TRACE", "SCMP_ACT_TRAP",
        ],
        Operators =
        [
            "SCMP_CMP_EQ", "SCMP_CMP_GE", "SCMP_CMP_GT", "SCMP_CMP_LE", "SCMP_CMP_LT", "SCMP_CMP_MASKED_EQ", "SCMP_CMP_NE",
        ],
        Archs = ["SCMP_ARCH_X86", "SCMP_ARCH_X86_64", "SCMP_ARCH_X32"],
        KnownFlags =
        [
            "SECCOMP_FILTER_FLAG_LOG", "SECCOMP_FILTER_FLAG_SPEC_ALLOW", "SECCOMP_FILTER_FLAG_TSYNC",
            "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV",
        ],
        SupportedFlags =
        [
            "SECCOMP_FILTER_FLAG_LOG", "SECCOMP_FILTER_FLAG_SPEC_ALLOW", "SECCOMP_FILTER_FLAG_TSYNC",
            "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV",
        ],
    };
}
