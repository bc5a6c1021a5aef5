using System.Text;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Runtime.State;

namespace Davit.Runtime.CommandLine;

/// <summary>What every command has: where state is, and where to speak.</summary>
internal sealed class OciContext(ContainerStore store, OciLog log, TimeProvider time)
{
    public ContainerStore Store { get; } = store;

    public OciLog Log { get; } = log;

    public TimeProvider Time { get; } = time;

    /// <summary>Directory for compiled seccomp filters.</summary>
    public string? SeccompCache { get; init; }

    public static void Print(string text) => Print(Encoding.UTF8.GetBytes(text));

    public static void Print(ReadOnlySpan<byte> text)
    {
        using var output = new FileDescriptor(1, owns: false);
        ReadWriteCalls.WriteAll(output, text);
    }

    public static void PrintError(string text)
    {
        using var output = new FileDescriptor(2, owns: false);
        ReadWriteCalls.TryWrite(output, Encoding.UTF8.GetBytes(text + "\n"), out _);
    }
}
