using Davit.Oci.Runtime;
using Davit.Runtime.Cgroups;

namespace Davit.Shim.Server;

/// <summary>
/// How this shim's container is made and handled: Davit's own runtime in this process, or another program with runc's command line. Called from
/// one thread, in the order Create, Start, anything, Delete. The processes are children of this process or become so.
/// </summary>
/// <remarks>Failures are <see cref="ShimException"/>.</remarks>
internal interface ITaskRuntime : IDisposable
{
    /// <summary>The container's control group; null before it is made, or when there is none.</summary>
    CgroupHandle? Cgroup { get; }

    /// <summary>Makes the container; its init waits to be started. On failure nothing is left.</summary>
    TaskProcess Create(TaskStdio stdio);

    /// <summary>Executes the program. On failure the container is to be deleted.</summary>
    void Start();

    void Signal(int signal, bool all);

    void Pause();

    void Resume();

    void Update(ResourcesSpec resources);

    /// <summary>Executes one more process.</summary>
    TaskProcess Exec(ProcessSpec process, TaskStdio stdio);

    /// <summary>The init has ended: kills what is left, removes what was made, runs the poststop hooks. Returns what went wrong.</summary>
    IReadOnlyList<string> Delete();
}
