namespace Davit.Engine.Exec;

/// <summary>How an exec is started; a detached one has no streams.</summary>
public sealed record ExecStartOptions(bool Detach, bool Tty, Containers.ConsoleDimensions ConsoleSize);
