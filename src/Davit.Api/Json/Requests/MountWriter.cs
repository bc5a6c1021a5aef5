using System.Text.Json;
using Davit.Api.Containers;

namespace Davit.Api.Json.Requests;

/// <summary>A mount in its long form (<c>--mount</c>).</summary>
internal static class MountWriter
{
    public static void Write(Utf8JsonWriter json, Mount mount)
    {
        json.StringIfAny("Type", mount.Type);
        json.StringIfAny("Source", mount.Source);
        json.StringIfAny("Target", mount.Target);
        json.FlagIfSet("ReadOnly", mount.ReadOnly);
        json.StringIfAny("Consistency", mount.Consistency);
        json.ObjectIfAny("BindOptions", mount.BindOptions, WriteBind);
        json.ObjectIfAny("VolumeOptions", mount.VolumeOptions, WriteVolume);
        json.ObjectIfAny("ImageOptions", mount.ImageOptions, static (writer, options) => writer.StringIfAny("Subpath", options.Subpath));
        json.ObjectIfAny("TmpfsOptions", mount.TmpfsOptions, WriteTmpfs);
        json.ObjectIfAny("ClusterOptions", mount.ClusterOptions, static (_, _) => { });
    }

    private static void WriteBind(Utf8JsonWriter json, MountBindOptions options)
    {
        json.StringIfAny("Propagation", options.Propagation);
        json.FlagIfSet("NonRecursive", options.NonRecursive);
        json.FlagIfSet("CreateMountpoint", options.CreateMountpoint);
        json.FlagIfSet("ReadOnlyNonRecursive", options.ReadOnlyNonRecursive);
        json.FlagIfSet("ReadOnlyForceRecursive", options.ReadOnlyForceRecursive);
    }

    private static void WriteVolume(Utf8JsonWriter json, MountVolumeOptions options)
    {
        json.FlagIfSet("NoCopy", options.NoCopy);
        json.StringMapIfAny("Labels", options.Labels);
        json.StringIfAny("Subpath", options.Subpath);
        json.ObjectIfAny("DriverConfig", options.DriverConfig, static (writer, driver) =>
        {
            writer.StringIfAny("Name", driver.Name);
            writer.StringMapIfAny("Options", driver.Options);
        });
    }

    private static void WriteTmpfs(Utf8JsonWriter json, MountTmpfsOptions options)
    {
        json.NumberIfSet("SizeBytes", options.SizeBytes);
        json.NumberIfSet("Mode", options.Mode);
        if (options.Options is not null)
        {
            json.StringLists("Options", options.Options);
        }
    }
}
