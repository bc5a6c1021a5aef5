namespace Davit.Storage.Snapshots;

/// <summary>How a path differs from the image; the numbers are the Engine API's.</summary>
public enum ChangeKind
{
    Modified = 0,
    Added = 1,
    Deleted = 2,
}
