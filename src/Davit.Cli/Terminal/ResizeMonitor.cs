using System.Runtime.InteropServices;
using Davit.Client;

namespace Davit.Cli.Terminal;

/// <summary>Gives a container's terminal the size of this one, now and whenever it changes.</summary>
internal sealed class ResizeMonitor : IDisposable
{
    private readonly CommandContext _context;
    private readonly Action<int, int> _resize;
    private readonly PosixSignalRegistration _registration;

    public ResizeMonitor(CommandContext context, Action<int, int> resize)
    {
        _context = context;
        _resize = resize;
        Apply();
        _registration = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Apply());
    }

    public void Dispose() => _registration.Dispose();

    private void Apply()
    {
        var (rows, columns) = _context.Terminal.Size();
        if (rows == 0 && columns == 0)
        {
            return;
        }

        try
        {
            _resize(rows, columns);
        }
        catch (Exception error) when (error is EngineApiException or IOException or EngineUnreachableException)
        {
            // the container is already over
        }
    }
}
