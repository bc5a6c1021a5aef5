using System.Diagnostics;
using System.Net;
using Davit.Network;

namespace Davit.Privileged.Tests.Network;

/// <summary>
/// A host of our own: this process's private network namespace, with one neighbour on a wire. The host is 10.99.0.1, the neighbour
/// 10.99.0.2. Each test makes one and disposes it, and then nothing may be left (<see cref="NetworkTest"/>).
/// </summary>
internal sealed class PrivateHost : IAsyncDisposable
{
    public const string HostAddress = "10.99.0.1";
    public const string NeighbourAddress = "10.99.0.2";
    public const string HostAddressV6 = "fd99::1";

    private static bool prepared;
    private static string foundLeft = "";

    private readonly string _root = Directory.CreateTempSubdirectory("network-test-").FullName;
    private readonly List<NetworkController> _controllers = [];
    private readonly List<IDisposable> _servers = [];

    private PrivateHost()
    {
    }

    private readonly List<string> _log = [];

    /// <summary>Whether a controller said something with these words.</summary>
    public bool Logged(string words)
    {
        lock (_log)
        {
            return _log.Any(line => line.Contains(words, StringComparison.Ordinal));
        }
    }

    public string Neighbour => "/run/netns/neighbour";

    public static PrivateHost Create()
    {
        if (!prepared)
        {
            Run("mount", "-t tmpfs tmpfs /run");
            Run("ip", "link set lo up");
            prepared = true;
        }

        var host = new PrivateHost();
        Run("ip", "netns add neighbour");
        Run("ip", "link add wire0 type veth peer name wire0 netns neighbour");
        Run("ip", $"addr add {HostAddress}/24 dev wire0");
        Run("ip", $"-6 addr add {HostAddressV6}/64 dev wire0 nodad");
        Run("ip", "link set wire0 up");
        Run("ip", "-n neighbour link set lo up");
        Run("ip", $"-n neighbour addr add {NeighbourAddress}/24 dev wire0");
        Run("ip", "-n neighbour -6 addr add fd99::2/64 dev wire0 nodad");
        Run("ip", "-n neighbour link set wire0 up");
        Run("ip", $"route add default via {NeighbourAddress}");
        return host;
    }

    public static string Run(string program, string arguments, bool check = true)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(!check || process.ExitCode == 0, $"{program} {arguments}: {errors.Result}");
        return output;
    }

    public NetworkOptions Options(string instance = "") => new()
    {
        StateDirectory = Path.Combine(_root, instance, "network"),
        RuntimeDirectory = Path.Combine(_root, instance, "run"),
        NetnsDirectory = Path.Combine(_root, instance, "netns"),
        InstanceName = instance,
    };

    public async Task<NetworkController> StartAsync(NetworkOptions? options = null)
    {
        var controller = new NetworkController(options ?? Options(), TimeProvider.System, line =>
        {
            lock (_log)
            {
                _log.Add(line);
            }
        });
        await controller.StartAsync(TestContext.Current.CancellationToken);
        _controllers.Add(controller);
        return controller;
    }

    /// <summary>The daemon ends; its containers go on.</summary>
    public async Task StopAsync(NetworkController controller)
    {
        _controllers.Remove(controller);
        await controller.DisposeAsync();
    }

    public EchoServer Serve(string? netns, IPAddress address, ushort port, PortProtocol protocol = PortProtocol.Tcp)
    {
        var server = EchoServer.Start(netns, address, port, protocol);
        _servers.Add(server);
        return server;
    }

    /// <summary>What the last host that was disposed had left (tests of this process run one after the other); asking forgets it.</summary>
    public static string TakeLeftovers()
    {
        var left = foundLeft;
        foundLeft = "";
        return left;
    }

    /// <summary>Links, bound namespaces, files and elements of tables that belong to containers: they are to go with them.</summary>
    public string Leftovers()
    {
        var links = Run("ip", "-o link").Split('\n').Where(line => line.Contains(": dv", StringComparison.Ordinal));
        var mounts = File.ReadLines("/proc/self/mounts").Where(line => line.Contains(_root, StringComparison.Ordinal));
        // Networks stay, and so does the memory of who switched the kernel's routing on: it was off on some hosts only.
        var files = Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories).Where(file =>
            !file.Contains("/network/networks/", StringComparison.Ordinal) && !file.EndsWith("/run/forwarding", StringComparison.Ordinal));
        var elements = Run("nft", "list tables").Split('\n').Where(table => table.Contains("davit", StringComparison.Ordinal))
            .SelectMany(table => Run("nft", $"list {table}").Split('\n')).Where(line => line.Contains("comment", StringComparison.Ordinal));
        return string.Join('\n', [.. links, .. mounts, .. files, .. elements]);
    }

    public async ValueTask DisposeAsync()
    {
        _servers.ForEach(server => server.Dispose());
        foreach (var controller in _controllers)
        {
            foreach (var attachment in controller.Attachments())
            {
                await controller.DetachAsync(attachment.ContainerId, CancellationToken.None);
            }

            await controller.DisposeAsync();
        }

        var left = Leftovers();
        foreach (var bridge in Run("ip", "-o link show type bridge").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Run("ip", $"link del {bridge.Split(':')[1].Trim()}");
        }

        Run("nft", "flush ruleset");
        Run("ip", "link del wire0", check: false);
        Run("ip", "netns del neighbour");
        Directory.Delete(_root, recursive: true);
        foundLeft = left;
    }
}
