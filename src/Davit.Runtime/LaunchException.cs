using Davit.Linux;

namespace Davit.Runtime;

/// <summary>A process could not be started. Nothing of it is left: no process, no cgroup that did not exist before.</summary>
public sealed class LaunchException : Exception
{
    public LaunchException(LaunchFailure kind, string message, Exception? cause = null)
        : base(message, cause) => Kind = kind;

    public LaunchFailure Kind { get; }

    /// <summary>Number of the failed operation of the plan, from 1; 0 if the plan was not reached.</summary>
    public int Operation { get; init; }

    public int OperationCount { get; init; }

    /// <summary>The failed operation in words, such as <c>mount proc on /proc</c>.</summary>
    public string Step { get; init; } = "";

    public Errno Errno { get; init; }
}
