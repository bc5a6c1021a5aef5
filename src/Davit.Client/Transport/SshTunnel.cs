using System.Diagnostics;

namespace Davit.Client.Transport;

/// <summary>An <c>ssh HOST docker system dial-stdio</c> process whose pipes carry one connection. Owns the process.</summary>
internal sealed class SshTunnel : IDisposable
{
    private readonly Process _process;
    private readonly Stream _input;
    private readonly Stream _output;

    private SshTunnel(Process process)
    {
        _process = process;
        _input = process.StandardInput.BaseStream;
        _output = process.StandardOutput.BaseStream;
    }

    public static SshTunnel Open(EngineEndpoint endpoint)
    {
        var start = new ProcessStartInfo("ssh") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in Arguments(endpoint))
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return new SshTunnel(Process.Start(start)!);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new EngineUnreachableException(endpoint, error);
        }
    }

    public int Read(Span<byte> buffer) => _output.Read(buffer);

    public void Write(ReadOnlySpan<byte> data)
    {
        _input.Write(data);
        _input.Flush();
    }

    public void CloseWrite() => _input.Dispose();

    public void Dispose()
    {
        try
        {
            if (!_process.HasExited)
            {
                _process.Kill();
            }
        }
        catch (InvalidOperationException)
        {
            // ended by itself in between
        }

        _process.Dispose();
    }

    /// <summary><c>user@host:port/socket</c>; everything before the host is kept from being read as an option by <c>--</c>.</summary>
    internal static List<string> Arguments(EngineEndpoint endpoint)
    {
        var authority = endpoint.Address;
        var slash = authority.IndexOf('/', StringComparison.Ordinal);
        var socket = slash < 0 ? string.Empty : authority[slash..].TrimEnd('/');
        authority = slash < 0 ? authority : authority[..slash];
        var arguments = new List<string> { "-o", "ConnectTimeout=30", "-T" };
        var at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            arguments.AddRange(["-l", authority[..at]]);
            authority = authority[(at + 1)..];
        }

        var colon = authority.LastIndexOf(':');
        if (colon >= 0 && !authority.EndsWith(']'))
        {
            arguments.AddRange(["-p", authority[(colon + 1)..]]);
            authority = authority[..colon];
        }

        arguments.AddRange(["--", authority.Trim('[', ']'), "docker"]);
        if (socket.Length > 0)
        {
            arguments.AddRange(["--host", "unix://" + socket]);
        }

        arguments.AddRange(["system", "dial-stdio"]);
        return arguments;
    }
}
