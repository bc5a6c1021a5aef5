using System.Diagnostics;

namespace Davit.EndToEnd.Tests.Support;

/// <summary>
/// A daemon of the published binary with roots of its own. Disposing removes its containers, stops it and deletes its roots;
/// it fails when the daemon cannot clean up after itself.
/// </summary>
public sealed class PrivateDaemon : IDisposable
{
    private Process? process;

    public PrivateDaemon(params string[] extraArguments)
        : this("data", extraArguments)
    {
    }

    /// <summary><paramref name="dataRoot"/> is below <see cref="Root"/>.</summary>
    public PrivateDaemon(string dataRoot, string[] extraArguments)
    {
        Root = Directory.CreateTempSubdirectory("davit-e2e-").FullName;
        DataRoot = Path.Combine(Root, dataRoot);
        ExtraArguments = extraArguments;
        Start();
    }

    public static string Binary { get; } = Environment.GetEnvironmentVariable("DAVIT_BINARY")
        ?? throw new InvalidOperationException("DAVIT_BINARY names the binary under test; './dev test' sets it");

    public static string Images { get; } = Environment.GetEnvironmentVariable("DAVIT_TEST_IMAGES")
        ?? throw new InvalidOperationException("DAVIT_TEST_IMAGES names the folder of root file systems; './dev test' sets it");

    public string Root { get; }

    public IReadOnlyList<string> ExtraArguments { get; }

    public string Socket => Path.Combine(Root, "d.sock");

    public string Host => "unix://" + Socket;

    public string Log => Path.Combine(Root, "daemon.log");

    public string DataRoot { get; }

    public string ExecRoot => Path.Combine(Root, "exec");

    public int ProcessId => int.Parse(File.ReadAllText(Path.Combine(Root, "d.pid")), System.Globalization.CultureInfo.InvariantCulture);

    public void Start()
    {
        string[] arguments = ["daemon", "--data-root", DataRoot, "--exec-root", ExecRoot, "--pidfile", Path.Combine(Root, "d.pid"), "-H", Host, .. ExtraArguments];
        var start = new ProcessStartInfo("setsid") { UseShellExecute = false };
        foreach (var argument in (string[])["bash", "-c", "exec \"$@\" >>\"$0\" 2>&1 </dev/null", Log, Binary, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        process = Process.Start(start)!;
        Shell.Until(() => Answers() || process.HasExited, "the daemon answers");
        Assert.True(Answers(), "the daemon ended: " + File.ReadAllText(Log));
    }

    /// <summary>kill -9, as a crash would.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
    }

    public void Restart()
    {
        Kill();
        Start();
    }

    /// <summary>The product's own client.</summary>
    internal Outcome Davit(params string[] arguments) => Client("davit", arguments);

    /// <summary>A client by name: <c>davit</c> or <c>docker</c>.</summary>
    internal Outcome Client(string client, params string[] arguments) => Client(client, null, arguments);

    internal Outcome Client(string client, string? input, string[] arguments, TimeSpan? limit = null) =>
        Shell.Run(client == "davit" ? Binary : client, ["-H", Host, .. arguments], input, limit: limit);

    /// <summary>Makes sure that an image of the shared root file systems is there.</summary>
    internal void NeedImage(string name, params string[] changes)
    {
        if (Davit("images", "-q", name).Line.Length == 0)
        {
            Davit(["import", .. changes.SelectMany(change => (string[])["--change", change]), Path.Combine(Images, name + ".tar"), name + ":latest"]).Ok();
        }
    }

    public void Dispose()
    {
        var containers = Davit("ps", "-aq").Line.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var removed = containers.Length == 0 ? null : Davit(["rm", "-f", "-v", .. containers]);
        Shell.Run("kill", [ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        if (!process!.WaitForExit(TimeSpan.FromSeconds(60)))
        {
            Kill();
            Assert.Fail("the daemon did not stop on SIGTERM");
        }

        process.Dispose();
        RemoveNetwork();
        removed?.Ok();
        if (Environment.GetEnvironmentVariable("DAVIT_TEST_KEEP") is null)
        {
            Directory.Delete(Root, recursive: true);
        }
    }

    // A daemon leaves its bridge and firewall for the containers that outlive it; this one's go with its directories.
    private void RemoveNetwork()
    {
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(DataRoot));
        var instance = Convert.ToHexStringLower(hash)[..6];
        Shell.Sh($"ip link del davit-{instance}; nft list tables | grep davit_{instance} | while read t; do nft delete $t; done");
    }

    private bool Answers() => Shell.Run("curl", ["-sf", "--max-time", "2", "--unix-socket", Socket, "http://d/_ping"]).ExitCode == 0;
}
