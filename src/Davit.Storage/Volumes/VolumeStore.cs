using Davit.Oci;
using Davit.Oci.Runtime;

namespace Davit.Storage.Volumes;

/// <summary>Volumes of the driver <c>local</c>, one directory each. Reads never wait; all methods are thread-safe.</summary>
public sealed class VolumeStore
{
    /// <summary>Reads what is there and finishes interrupted removals.</summary>
    public static VolumeStore Open(string directory, TimeProvider time) => throw new NotImplementedException();

    /// <summary>Makes a volume, or returns the one of this name if it was made with the same options.</summary>
    public VolumeRecord Create(VolumeRequest request) => throw new NotImplementedException();

    public VolumeRecord? Find(string name) => throw new NotImplementedException();

    public IReadOnlyList<VolumeRecord> List() => throw new NotImplementedException();

    /// <summary>Removes it with its data; whether it is in use is the caller's to know. False: there was none.</summary>
    public bool Remove(string name) => throw new NotImplementedException();

    /// <summary>Bytes of the volume's files.</summary>
    public long Size(VolumeRecord volume) => throw new NotImplementedException();

    /// <summary>How the volume is mounted in a container: a bind of its directory, or what its options <c>type</c>, <c>device</c> and <c>o</c> say.</summary>
    public MountSpec ToMount(VolumeRecord volume, string destination, bool readOnly) => throw new NotImplementedException();

    /// <summary>First use: fills an empty volume with what the image has at that path (content, owner, mode, extended attributes).</summary>
    public void CopyUp(VolumeRecord volume, OverlayMount image, string path) => throw new NotImplementedException();
}
