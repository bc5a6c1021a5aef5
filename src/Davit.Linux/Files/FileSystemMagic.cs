namespace Davit.Linux.Files;

/// <summary>Magic numbers of statfs(2).</summary>
public static class FileSystemMagic
{
    public const long Proc = 0x9fa0;
    public const long Sysfs = 0x62656572;
    public const long Tmpfs = 0x01021994;
    public const long Overlay = 0x794c7630;
    public const long Cgroup = 0x27e0eb;
    public const long Cgroup2 = 0x63677270;
    public const long DevPts = 0x1cd1;
    public const long NamespaceFs = 0x6e736673;
}
