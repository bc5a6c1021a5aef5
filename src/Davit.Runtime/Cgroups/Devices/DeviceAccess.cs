namespace Davit.Runtime.Cgroups.Devices;

/// <summary>What may be done with a device node; values of BPF_DEVCG_ACC_ (linux/bpf.h).</summary>
[Flags]
internal enum DeviceAccess
{
    None = 0,
    MakeNode = 1,
    Read = 2,
    Write = 4,
    All = MakeNode | Read | Write,
}
