using System.Net.Sockets;
using System.Text;
using Davit.Testing;

namespace Davit.Cli.Tests;

/// <summary>An engine that answers requests, in their order, with what a test gives it, and remembers them.</summary>
internal sealed class FakeEngine : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Queue<(int Status, string Body)> _answers;
    private readonly List<FakeRequest> _requests = [];

    public FakeEngine(params (int Status, string Body)[] answers)
    {
        _answers = new(answers);
        _listener.Bind(new UnixDomainSocketEndPoint(_directory["s"]));
        _listener.Listen(16);
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public string Host => "unix://" + _directory["s"];

    public IReadOnlyList<FakeRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public CliRun Run(string input = "")
    {
        var run = new CliRun(input: input);
        run.Environment["DOCKER_HOST"] = Host;
        return run;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _directory.Dispose();
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                using var connection = _listener.Accept();
                Serve(new BufferedStream(new NetworkStream(connection)));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or IOException)
        {
            // the test is over
        }
    }

    private void Serve(Stream stream)
    {
        while (Line(stream) is { Length: > 0 } first)
        {
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            for (var line = Line(stream); line.Length > 0; line = Line(stream))
            {
                headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
            }

            var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0];
            stream.ReadExactly(body);
            lock (_requests)
            {
                _requests.Add(new FakeRequest(first[..first.LastIndexOf(' ')].Replace(" /v1.51/", " /", StringComparison.Ordinal), headers, Encoding.UTF8.GetString(body)));
            }

            var (status, text) = _answers.TryDequeue(out var answer) ? answer : (500, "{\"message\":\"nothing more was expected\"}");
            var bytes = Encoding.UTF8.GetBytes(text);
            stream.Write(Encoding.UTF8.GetBytes($"HTTP/1.1 {status} X\r\nApi-Version: 1.51\r\nContent-Type: application/json\r\nContent-Length: {bytes.Length}\r\n\r\n"));
            stream.Write(bytes);
            stream.Flush();
        }
    }

    private static string Line(Stream stream)
    {
        var line = new StringBuilder();
        for (var next = stream.ReadByte(); next is not (-1 or '\n'); next = stream.ReadByte())
        {
            line.Append((char)next);
        }

        return line.ToString().TrimEnd('\r');
    }
}
