using System.Globalization;
using System.Runtime.InteropServices;
using Davit.Client;

namespace Davit.Cli.Terminal;

/// <summary>Hands this process's signals on to a container for as long as it lives.</summary>
internal sealed class SignalProxy : IDisposable
{
    private const int LastStandardSignal = 31;

    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly EngineClient _engine;
    private readonly string _container;

    public SignalProxy(EngineClient engine, string container)
    {
        _engine = engine;
        _container = container;
        for (var signal = 1; signal <= LastStandardSignal; signal++)
        {
            if (Forwards(signal))
            {
                Register(signal);
            }
        }
    }

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    /// <summary>
    /// Not: what cannot be caught, what a fault of this process raises, what the runtime uses itself (34 and SIGCHLD,
    /// SIGPIPE, SIGURG) and window changes, which have their own way.
    /// </summary>
    private static bool Forwards(int signal) => signal is not (4 or 5 or 7 or 8 or 9 or 11 or 13 or 17 or 19 or 21 or 22 or 23 or 28 or 31);

    private void Register(int signal)
    {
        try
        {
            _registrations.Add(PosixSignalRegistration.Create(Known(signal), received =>
            {
                received.Cancel = true;
                Forward(signal);
            }));
        }
        catch (Exception error) when (error is IOException or ArgumentException or PlatformNotSupportedException)
        {
            // a signal that this system does not let a program catch stays with its default
        }
    }

    // The runtime has names (negative) for the common ones and takes plain numbers for the rest.
    private static PosixSignal Known(int signal) => signal switch
    {
        1 => PosixSignal.SIGHUP,
        2 => PosixSignal.SIGINT,
        3 => PosixSignal.SIGQUIT,
        15 => PosixSignal.SIGTERM,
        18 => PosixSignal.SIGCONT,
        20 => PosixSignal.SIGTSTP,
        _ => (PosixSignal)signal,
    };

    private void Forward(int signal)
    {
        try
        {
            _engine.Containers.Kill(_container, signal.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception error) when (error is EngineApiException or IOException or EngineUnreachableException)
        {
            // not yet started or already over: docker says nothing either
        }
    }
}
