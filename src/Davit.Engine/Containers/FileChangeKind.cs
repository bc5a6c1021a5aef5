namespace Davit.Engine.Containers;

/// <summary>Kinds with the API's numbers.</summary>
public enum FileChangeKind
{
    Modified = 0,
    Added = 1,
    Deleted = 2,
}
