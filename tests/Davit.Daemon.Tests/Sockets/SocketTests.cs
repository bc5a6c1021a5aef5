using System.Net;
using System.Net.Sockets;
using Davit.Daemon.Options;
using Davit.Daemon.Sockets;
using Davit.Engine;

namespace Davit.Daemon.Tests.Sockets;

/// <summary>Addresses of <c>-H</c> and the sockets made for them.</summary>
public sealed class SocketTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("davit-sock-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("tcp://127.0.0.1:1234", "127.0.0.1:1234")]
    [InlineData("127.0.0.1:1234", "127.0.0.1:1234")]
    [InlineData("tcp://0.0.0.0", "0.0.0.0:2375")]
    [InlineData("tcp://", "127.0.0.1:2375")]
    [InlineData("tcp://:80", "127.0.0.1:80")]
    [InlineData("tcp://[::1]:99", "[::1]:99")]
    [InlineData("tcp://[::]", "[::]:2375")]
    public void A_TCP_address_is_read(string text, string endpoint) =>
        Assert.Equal(IPEndPoint.Parse(endpoint), ListenAddress.Parse(text, tls: false).EndPoint);

    [Fact]
    public void TLS_has_a_port_of_its_own() => Assert.Equal(IPEndPoint.Parse("1.2.3.4:2376"), ListenAddress.Parse("tcp://1.2.3.4", tls: true).EndPoint);

    [Theory]
    [InlineData("npipe:////x")]
    [InlineData("tcp://host.example:1")]
    [InlineData("tcp://1.2.3.4:port")]
    [InlineData("http://1.2.3.4:1")]
    public void Anything_else_is_refused(string text) => Assert.Throws<OptionException>(() => ListenAddress.Parse(text, tls: false));

    [Fact]
    public void A_socket_belongs_to_the_group_and_a_stale_one_is_replaced()
    {
        var path = Path.Combine(folder, "sub", "d.sock");
        var given = new List<(string, int)>();
        var options = Load("-H", "unix://" + path, "--group", "4242");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");

        using var socket = Assert.Single(new SocketBinder((file, group) => given.Add((file, group)), EngineLog.None).Bind(options)).Socket;

        Assert.Equal([(path, 4242)], given);
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(new UnixDomainSocketEndPoint(path));
    }

    [Fact]
    public void Without_its_group_a_socket_is_root_s()
    {
        var path = Path.Combine(folder, "d.sock");

        using var socket = Assert.Single(new SocketBinder((_, _) => Assert.Fail("no group"), EngineLog.None).Bind(Load("-H", "unix://" + path, "--group", "no-such-group"))).Socket;

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_socket_that_is_served_is_not_taken_away()
    {
        var options = Load("-H", "unix://" + Path.Combine(folder, "d.sock"), "--group", "1");
        using var first = Assert.Single(new SocketBinder((_, _) => { }, EngineLog.None).Bind(options)).Socket;

        Assert.Contains("another daemon serves it", Assert.Throws<OptionException>(() => new SocketBinder((_, _) => { }, EngineLog.None).Bind(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_TCP_is_refused_until_it_is_meant_and_then_warned_of()
    {
        var warnings = new List<string>();
        var binder = new SocketBinder((_, _) => { }, new EngineLog((level, line) => warnings.Add($"{level}: {line}")));

        Assert.Contains("--tlsverify", Assert.Throws<OptionException>(() => binder.Bind(Load("-H", "tcp://127.0.0.1:0"))).Message, StringComparison.Ordinal);
        Assert.Contains("without TLS", Assert.Throws<OptionException>(() => binder.Bind(Load("-H", "tcp://127.0.0.1:23751"))).Message, StringComparison.Ordinal);
        using var socket = Assert.Single(binder.Bind(Load("-H", "tcp://127.0.0.1:23751", "--tls=false"))).Socket;
        Assert.StartsWith("Warning: [INSECURE]", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Socket_activation_without_a_service_manager_is_said_clearly() =>
        Assert.Contains("socket activation", Assert.Throws<OptionException>(() => new SocketBinder((_, _) => { }, EngineLog.None).Bind(Load("-H", "fd://"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("docker", 999)]
    [InlineData("7", 7)]
    [InlineData("absent", null)]
    [InlineData("broken", null)]
    public void A_group_is_found_by_name_or_number(string group, int? id)
    {
        var file = Path.Combine(folder, "group");
        File.WriteAllText(file, "root:x:0:\nbroken:x\ndocker:x:999:a,b\n");

        Assert.Equal(id, Groups.Find(group, file));
    }

    [Fact]
    public void A_second_daemon_on_the_same_roots_is_refused_until_the_first_ends()
    {
        var options = Load("--data-root", folder, "--exec-root", Path.Combine(folder, "run"), "-p", Path.Combine(folder, "pid"));
        Directory.CreateDirectory(options.ExecRoot);
        using (DaemonLock.Take(options))
        {
            Assert.Equal(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture), File.ReadAllText(options.PidFile));
            Assert.Contains("in use by another daemon", Assert.Throws<OptionException>(() => DaemonLock.Take(options)).Message, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(options.PidFile));
        DaemonLock.Take(options).Dispose();
    }

    private static DaemonOptions Load(params string[] arguments) => OptionLoader.Load(OptionParser.Parse(arguments));
}
