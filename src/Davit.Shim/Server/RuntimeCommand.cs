using System.Text.Json;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Processes;

namespace Davit.Shim.Server;

/// <summary>Runs one command of a foreign runtime and turns its log into an error.</summary>
internal sealed class RuntimeCommand(string program, IReadOnlyList<string> arguments, ShimDirectory directory, OomProtection protection)
{
    // runc looks for newuidmap and iptables in PATH; nothing else of the environment is passed on.
    private static readonly string[] s_environment = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"];

    public void Run(params IReadOnlyList<string> command) => Run(command, [null, null, null]);

    /// <summary>Null: it succeeded.</summary>
    public ShimException? TryRun(params IReadOnlyList<string> command)
    {
        try
        {
            Run(command);
            return null;
        }
        catch (ShimException failure)
        {
            return failure;
        }
    }

    /// <summary>Runs a command with these standard streams, which a process that it leaves behind keeps.</summary>
    /// <exception cref="ShimException">It failed; the message is the last error of its log.</exception>
    public void Run(IReadOnlyList<string> command, IReadOnlyList<FileDescriptor?> streams)
    {
        DirectoryCalls.TryUnlink(null, directory.RuntimeLog);
        string[] line =
        [
            Path.GetFileName(program), .. arguments, "--root", directory.RuntimeState, "--log", directory.RuntimeLog, "--log-format", "json", .. command,
        ];
        WaitStatus status;
        try
        {
            status = WaitCalls.Wait(protection.Without(() => SpawnCalls.Spawn(new SpawnRequest
            {
                Path = program,
                Arguments = line,
                Environment = s_environment,
                WorkingDirectory = "/",
                Descriptors = streams,
            })));
        }
        catch (LinuxException failure)
        {
            throw new ShimException(ShimErrorKind.SetupFailed, $"runtime {program}: {failure.Message}", failure);
        }

        if (status.ExitCode != 0)
        {
            throw FailureOf(command[0], status);
        }
    }

    private ShimException FailureOf(string command, WaitStatus status)
    {
        var message = LastError() ?? (status.Signaled ? $"killed by signal {status.Value}" : $"exit status {status.Value}");
        var kind = message.Contains("executable file not found", StringComparison.Ordinal) || message.Contains("no such file or directory", StringComparison.OrdinalIgnoreCase)
            ? ShimErrorKind.CommandNotFound
            : message.Contains("permission denied", StringComparison.OrdinalIgnoreCase) ? ShimErrorKind.NotExecutable : ShimErrorKind.SetupFailed;
        return new ShimException(command is "create" or "start" or "exec" ? kind : ShimErrorKind.Invalid, $"{Path.GetFileName(program)} {command}: {message}");
    }

    private string? LastError()
    {
        try
        {
            string? message = null;
            foreach (var line in File.ReadLines(directory.RuntimeLog))
            {
                using var entry = JsonDocument.Parse(line);
                message = entry.RootElement.TryGetProperty("msg", out var text) ? text.GetString() : message;
            }

            return message;
        }
        catch (Exception failure) when (failure is IOException or JsonException)
        {
            return null;
        }
    }
}
