using System.Collections;
using System.Globalization;
using System.Text;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Polling;
using Davit.Linux.Processes;

namespace Davit.Cli.Configuration.Credentials;

/// <summary>
/// Runs <c>docker-credential-NAME</c>: found through PATH, with this process's environment and standard error (it may ask for
/// a passphrase), killed where it takes too long or says too much.
/// </summary>
internal sealed class HelperProgram(string path, TimeProvider time, TimeSpan limit)
{
    private const int LargestOutput = 1024 * 1024;
    private const int LargestInput = 32 * 1024; // a pipe takes this much without a reader (pipe(7))

    public HelperAnswer Run(string name, string action, string input)
    {
        var program = "docker-credential-" + name;
        if (name.Contains('/', StringComparison.Ordinal) || Find(program) is not { } file)
        {
            return new HelperAnswer(string.Empty, $"exec: \"{program}\": executable file not found in $PATH");
        }

        var bytes = Encoding.UTF8.GetBytes(input);
        if (bytes.Length > LargestInput)
        {
            return new HelperAnswer(string.Empty, "credentials are too large");
        }

        try
        {
            return Run(file, program, action, bytes);
        }
        catch (LinuxException error)
        {
            return new HelperAnswer(string.Empty, error.Message);
        }
    }

    private HelperAnswer Run(string file, string program, string action, byte[] input)
    {
        var (inputReader, inputWriter) = PipeCalls.Create();
        var (outputReader, outputWriter) = PipeCalls.Create();
        using var error = new FileDescriptor(2, owns: false);
        using (outputReader)
        {
            int pid;
            using (inputReader)
            using (inputWriter)
            using (outputWriter)
            {
                ReadWriteCalls.WriteAll(inputWriter, input);
                pid = SpawnCalls.Spawn(new SpawnRequest { Path = file, Arguments = [program, action], Environment = Variables(), Descriptors = [inputReader, outputWriter, error] });
            }

            return Await(pid, outputReader);
        }
    }

    private HelperAnswer Await(int pid, FileDescriptor output)
    {
        using var process = PidFdCalls.Open(pid);
        var failure = ReadAll(output, out var text);
        failure ??= PollCalls.Wait(process, PollEvents.In, (int)limit.TotalMilliseconds) == PollEvents.None ? "timed out" : null;
        if (failure is not null)
        {
            PidFdCalls.TrySignal(process, (int)Signal.SIGKILL);
        }

        var status = WaitCalls.Wait(process);
        failure ??= status.Signaled ? string.Create(CultureInfo.InvariantCulture, $"signal {status.Value}") : status.Value != 0 ? string.Create(CultureInfo.InvariantCulture, $"exit status {status.Value}") : null;
        return new HelperAnswer(text.Trim(), failure);
    }

    private string? ReadAll(FileDescriptor output, out string text)
    {
        var start = time.GetTimestamp();
        var buffer = new byte[4096];
        using var content = new MemoryStream();
        string? failure = null;
        while (failure is null)
        {
            var left = limit - time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero || PollCalls.Wait(output, PollEvents.In, (int)left.TotalMilliseconds + 1) == PollEvents.None)
            {
                failure = "timed out";
                break;
            }

            var count = ReadWriteCalls.Read(output, buffer);
            if (count == 0)
            {
                break;
            }

            content.Write(buffer, 0, count);
            failure = content.Length > LargestOutput ? "too much output" : null;
        }

        text = failure is null ? Encoding.UTF8.GetString(content.ToArray()) : string.Empty;
        return failure;
    }

    private string? Find(string program) => path.Split(':').Where(directory => directory.StartsWith('/'))
        .Select(directory => Path.Combine(directory, program)).FirstOrDefault(IsExecutable);

    private static bool IsExecutable(string file) => File.Exists(file)
        && (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;

    private static List<string> Variables() => [.. Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => $"{entry.Key}={entry.Value}")];
}
