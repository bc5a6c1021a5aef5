using System.Text.Json;
using Davit.Runtime;

namespace Davit.Shim.Server;

/// <summary>
/// A shim that is started ahead goes through a start with a sample while it waits: the code is then in memory and the readers of documents
/// are set up (4 of 6 ms of a container's start). Nothing of the machine is touched.
/// </summary>
internal static class Rehearsal
{
    public static void Run()
    {
        var config = JsonSerializer.Deserialize(Sample, ShimJson.Default.ShimConfig)!;
        ContainerLauncher.Rehearse(new LaunchRequest
        {
            Id = config.Id,
            Spec = config.Spec,
            Bundle = config.Bundle,
            Rootfs = config.Rootfs,
            Streams = ProcessStreams.Console,
        });
    }

    // Has something of every kind that a usual container has.
    private static ReadOnlySpan<byte> Sample =>
        """
        {
          "id": "sample", "containerDirectory": "/", "bundle": "/", "exitFile": "/", "runtimeArgs": [],
          "log": {"path": "/", "attributes": {}},
          "rootfs": {"lower": ["/a", "/b"], "upper": "/c", "work": "/d"},
          "spec": {
            "ociVersion": "1.2.0", "hostname": "sample", "root": {"path": "rootfs"},
            "process": {
              "user": {"uid": 0, "gid": 0, "additionalGids": [1]}, "args": ["true"], "env": ["PATH=/bin"], "cwd": "/",
              "capabilities": {"bounding": ["CAP_CHOWN"], "effective": ["CAP_CHOWN"], "permitted": ["CAP_CHOWN"]}
            },
            "mounts": [
              {"destination": "/proc", "type": "proc", "source": "proc", "options": ["nosuid", "noexec", "nodev"]},
              {"destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "mode=755", "size=65536k"]},
              {"destination": "/sys/fs/cgroup", "type": "cgroup", "source": "cgroup", "options": ["ro"]},
              {"destination": "/etc/hosts", "type": "bind", "source": "/etc/hosts", "options": ["rbind", "rprivate"]}
            ],
            "linux": {
              "namespaces": [{"type": "mount"}, {"type": "pid"}, {"type": "uts"}, {"type": "ipc"}, {"type": "cgroup"}, {"type": "network"}],
              "resources": {
                "devices": [{"allow": false, "access": "rwm"}, {"allow": true, "type": "c", "major": 1, "minor": 3, "access": "rwm"}],
                "memory": {"limit": 8388608}, "cpu": {"shares": 1024}, "pids": {"limit": 100}, "blockIO": {"weight": 0}
              },
              "seccomp": {
                "defaultAction": "SCMP_ACT_ERRNO", "architectures": ["SCMP_ARCH_X86_64"],
                "syscalls": [
                  {"names": ["read", "execveat"], "action": "SCMP_ACT_ALLOW"},
                  {"names": ["personality"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 0, "op": "SCMP_CMP_EQ"}]}
                ]
              },
              "sysctl": {"net.ipv4.ip_unprivileged_port_start": "0"},
              "maskedPaths": ["/proc/kcore"], "readonlyPaths": ["/proc/sys"]
            }
          }
        }
        """u8;
}
