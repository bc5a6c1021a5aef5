namespace Davit.Shim.Logs;

/// <summary>Where output came from; the values are those of docker's multiplexed frames.</summary>
internal enum LogStream : byte
{
    Stdout = 1,
    Stderr = 2,
}
