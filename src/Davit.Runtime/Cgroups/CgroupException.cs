namespace Davit.Runtime.Cgroups;

/// <summary>A limit that this machine cannot give, or a path that is none: the message names the controller or the value.</summary>
public sealed class CgroupException(string message, Exception? cause = null) : Exception(message, cause);
