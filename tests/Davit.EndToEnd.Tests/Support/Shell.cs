using System.Diagnostics;
using System.Text;

namespace Davit.EndToEnd.Tests.Support;

/// <summary>Runs programs as a user would and keeps what they printed.</summary>
internal static class Shell
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private static int lastPort = 20000 + (Environment.ProcessId % 5000);

    public static Outcome Run(string program, IEnumerable<string> arguments, string? input = null, IReadOnlyDictionary<string, string>? environment = null, TimeSpan? limit = null)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (input is not null)
        {
            process.StandardInput.Write(input);
        }

        process.StandardInput.Close();
        if (!process.WaitForExit(limit ?? Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end; it printed: {(output.Wait(2000) ? output.Result : "")}{(error.Wait(2000) ? error.Result : "")}");
        }

        return new Outcome(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <summary>A line of shell, for pipes.</summary>
    public static Outcome Sh(string script, IReadOnlyDictionary<string, string>? environment = null, TimeSpan? limit = null) =>
        Run("bash", ["-c", script], environment: environment, limit: limit);

    /// <summary>Asks until the answer is yes; the condition is the synchronisation, the pause only saves work.</summary>
    public static void Until(Func<bool> condition, string what, TimeSpan? limit = null)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < (limit ?? TimeSpan.FromSeconds(60)), $"waited in vain: {what}");
            Thread.Sleep(50);
        }
    }

    /// <summary>
    /// A TCP port of the loopback that was free a moment ago, each time another one; below those that the kernel gives to outgoing
    /// connections and the engine to published ports, which would take it before whoever it is for.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            try
            {
                using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, Interlocked.Increment(ref lastPort));
                listener.Start();
                return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (System.Net.Sockets.SocketException) when (lastPort < 30000)
            {
                // Somebody has it: the next.
            }
        }
    }
}
