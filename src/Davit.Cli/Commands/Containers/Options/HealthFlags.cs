using Davit.Api.Containers;
using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Containers.Options;

/// <summary>The health check.</summary>
internal sealed class HealthFlags
{
    private readonly StringFlag _command = new("health-cmd", '\0', "Command to run to check health");
    private readonly DurationFlag _interval = new("health-interval", '\0', "Time between running the check (ms|s|m|h)");
    private readonly DurationFlag _timeout = new("health-timeout", '\0', "Maximum time to allow one check to run (ms|s|m|h)");
    private readonly DurationFlag _startPeriod = new("health-start-period", '\0', "Start period for the container to initialize before starting health-retries countdown (ms|s|m|h)");
    private readonly DurationFlag _startInterval = new("health-start-interval", '\0', "Time between running the check during the start period (ms|s|m|h)");
    private readonly IntFlag _retries = new("health-retries", '\0', "Consecutive failures needed to report unhealthy");
    private readonly BoolFlag _none = new("no-healthcheck", '\0', "Disable any container-specified HEALTHCHECK");

    public IEnumerable<Flag> All => [_command, _interval, _timeout, _startPeriod, _startInterval, _retries, _none];

    /// <summary>Null: as the image says. Throws <see cref="CommandException"/>.</summary>
    public HealthcheckConfig? Build()
    {
        var any = _command.Value.Length > 0 || _interval.Nanoseconds != 0 || _timeout.Nanoseconds != 0 || _startPeriod.Nanoseconds != 0 || _startInterval.Nanoseconds != 0 || _retries.Value != 0;
        if (_none.Value)
        {
            return any ? throw new CommandException("--no-healthcheck conflicts with --health-* options") : new HealthcheckConfig { Test = ["NONE"] };
        }

        if (!any)
        {
            return null;
        }

        RefuseNegative("--health-interval", _interval.Nanoseconds);
        RefuseNegative("--health-timeout", _timeout.Nanoseconds);
        RefuseNegative("--health-retries", _retries.Value);
        RefuseNegative("--health-start-period", _startPeriod.Nanoseconds);
        RefuseNegative("--health-start-interval", _startInterval.Nanoseconds);
        return new HealthcheckConfig
        {
            Test = _command.Value.Length > 0 ? ["CMD-SHELL", _command.Value] : null,
            Interval = _interval.Nanoseconds,
            Timeout = _timeout.Nanoseconds,
            StartPeriod = _startPeriod.Nanoseconds,
            StartInterval = _startInterval.Nanoseconds,
            Retries = (int)Math.Min(_retries.Value, int.MaxValue),
        };
    }

    private static void RefuseNegative(string flag, long value)
    {
        if (value < 0)
        {
            throw new CommandException($"{flag} cannot be negative");
        }
    }
}
