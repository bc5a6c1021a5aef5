using Davit.Linux;

namespace Davit.Shim.Server;

/// <summary>A process that a runtime has made: its pid on the host, and the master of its terminal if it has one (the caller's from now on).</summary>
internal readonly record struct TaskProcess(int Pid, FileDescriptor? Console);
