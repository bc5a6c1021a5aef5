namespace Davit.Engine.Processes;

/// <summary>Columns of ps(1) that <c>top</c> knows.</summary>
internal enum PsColumn
{
    Uid,
    User,
    Pid,
    Ppid,
    CpuShare,
    StartTime,
    Terminal,
    Time,
    Command,
    CommandName,
    CpuPercent,
    MemoryPercent,
    VirtualSize,
    ResidentSize,
    State,
    StateFlags,
    BsdTime,
    Nice,
    Priority,
    Group,
    GroupId,
    UserId,
    ElapsedTime,
    Threads,
    Started,
    SessionId,
    ProcessGroup,
    WaitChannel,
}
