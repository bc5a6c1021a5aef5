using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Davit.Api.Json;

namespace Davit.Api.Tests;

/// <summary>The wire types against Docker's own description of its API, where that is present.</summary>
public sealed partial class ReferenceTests
{
    /// <summary>Our type for a definition of the reference.</summary>
    private static readonly Dictionary<string, string> Types = new()
    {
        ["ContainerConfig"] = "ContainerConfig",
        ["HostConfig"] = "HostConfig",
        ["Resources"] = "HostConfig",
        ["HealthConfig"] = "HealthcheckConfig",
        ["Health"] = "Health",
        ["HealthcheckResult"] = "HealthcheckResult",
        ["NetworkingConfig"] = "NetworkingConfig",
        ["NetworkSettings"] = "NetworkSettings",
        ["EndpointSettings"] = "EndpointSettings",
        ["EndpointIPAMConfig"] = "EndpointIpamConfig",
        ["MountPoint"] = "MountPoint",
        ["Mount"] = "Mount",
        ["DeviceMapping"] = "DeviceMapping",
        ["DeviceRequest"] = "DeviceRequest",
        ["ThrottleDevice"] = "ThrottleDevice",
        ["RestartPolicy"] = "RestartPolicy",
        ["PortBinding"] = "PortBinding",
        ["Port"] = "Port",
        ["ContainerInspectResponse"] = "ContainerInspect",
        ["ContainerSummary"] = "ContainerSummary",
        ["ContainerState"] = "ContainerState",
        ["ContainerStatsResponse"] = "ContainerStats",
        ["ContainerCPUStats"] = "CpuStats",
        ["ContainerCPUUsage"] = "CpuUsage",
        ["ContainerMemoryStats"] = "MemoryStats",
        ["ContainerBlkioStats"] = "BlkioStats",
        ["ContainerNetworkStats"] = "NetworkStats",
        ["ContainerThrottlingData"] = "ThrottlingData",
        ["ContainerWaitResponse"] = "ContainerWaitResponse",
        ["ContainerTopResponse"] = "ContainerTopResponse",
        ["ContainerCreateResponse"] = "ContainerCreateResponse",
        ["FilesystemChange"] = "FilesystemChange",
        ["ImageSummary"] = "ImageSummary",
        ["ImageInspect"] = "ImageInspect",
        ["ImageConfig"] = "ImageConfig",
        ["ImageDeleteResponseItem"] = "ImageDeleteItem",
        ["ImageManifestSummary"] = "ImageManifestSummary",
        ["OCIDescriptor"] = "OciDescriptor",
        ["OCIPlatform"] = "OciPlatform",
        ["Volume"] = "Volume",
        ["VolumeCreateOptions"] = "VolumeCreateRequest",
        ["VolumeListResponse"] = "VolumeListResponse",
        ["Network"] = "NetworkInspect",
        ["IPAM"] = "Ipam",
        ["IPAMConfig"] = "IpamConfig",
        ["NetworkContainer"] = "NetworkContainer",
        ["SystemVersion"] = "SystemVersion",
        ["SystemInfo"] = "SystemInfo",
        ["RegistryServiceConfig"] = "RegistryServiceConfig",
        ["IndexInfo"] = "RegistryIndex",
        ["EventMessage"] = "EventMessage",
        ["EventActor"] = "EventActor",
        ["BuildCache"] = "BuildCacheRecord",
        ["AuthConfig"] = "AuthConfig",
        ["ProcessConfig"] = "ExecProcessConfig",
    };

    /// <summary>Members of swarm, which this engine does not have.</summary>
    private static readonly HashSet<string> Absent = ["Volume.ClusterVolume"];

    public static TheoryData<string> Definitions => [.. Types.Keys];

    [Theory]
    [MemberData(nameof(Definitions))]
    public void A_wire_type_has_every_member_of_its_definition(string definition)
    {
        var file = ReferenceFile();
        Assert.SkipWhen(file is null, "the reference is not present");

        var members = Members(File.ReadAllLines(file), definition);
        Assert.NotEmpty(members);
        var missing = members.Where(member => !Absent.Contains($"{definition}.{member}")).Except(WireMembers(Types[definition]));
        Assert.Empty(missing);
    }

    private static IEnumerable<string> WireMembers(string type)
    {
        var found = typeof(EngineApiJson).Assembly.GetTypes().Single(candidate => candidate.Name == type);
        return EngineApiJson.Wire.GetTypeInfo(found)!.Properties.Select(property => property.Name);
    }

    /// <summary>Names at the level of a definition's own properties; the file is indented by two.</summary>
    private static List<string> Members(string[] lines, string definition)
    {
        var start = Array.IndexOf(lines, $"  {definition}:");
        var members = new List<string>();
        var level = -1;
        foreach (var line in lines.Skip(start + 1).TakeWhile(line => line.Length == 0 || line.StartsWith("   ", StringComparison.Ordinal)))
        {
            var indent = line.Length - line.TrimStart().Length;
            if (level < 0 && line.TrimStart() == "properties:")
            {
                level = indent + 2;
            }
            else if (indent == level && Member().Match(line) is { Success: true } match)
            {
                members.Add(match.Groups[1].Value);
            }
        }

        return members;
    }

    private static string? ReferenceFile([CallerFilePath] string source = "")
    {
        var folder = Environment.GetEnvironmentVariable("DAVIT_REFERENCE")
            ?? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "../../../shared/reference"));
        var file = Path.Combine(folder, "engine-api-v1.51.yaml");
        return File.Exists(file) ? file : null;
    }

    [GeneratedRegex("""^ +"?([A-Za-z][\w.]*)"?:""")]
    private static partial Regex Member();
}
