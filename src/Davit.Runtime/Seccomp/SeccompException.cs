namespace Davit.Runtime.Seccomp;

/// <summary>A filter cannot be built from this specification; the message names the member.</summary>
public sealed class SeccompException(string message) : Exception(message);
