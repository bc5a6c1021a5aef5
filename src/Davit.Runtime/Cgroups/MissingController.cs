namespace Davit.Runtime.Cgroups;

/// <summary>The error of a limit that this machine cannot give.</summary>
internal static class MissingController
{
    internal static CgroupException Error(string controller, string limit) =>
        new($"{limit}: the cgroup controller '{controller}' is not available on this machine");

    internal static CgroupException NotInVersion2(string limit) =>
        new($"{limit}: control groups of version 2, which this machine has, know no such limit");
}
