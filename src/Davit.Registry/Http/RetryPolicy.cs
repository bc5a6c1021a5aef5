namespace Davit.Registry.Http;

/// <summary>
/// When a request is made again: the connection broke, the registry was out of order (5xx), or asked for patience (429, 503 with
/// Retry-After). Pauses double, with a random part so that many clients do not come back at once.
/// </summary>
internal sealed class RetryPolicy(RegistryOptions options, TimeProvider time, Random random, Action<string> log)
{
    /// <summary>Makes an attempt until one succeeds. A host that cannot be connected to at all is not tried again: somebody waits.</summary>
    /// <param name="what">Names the request in the log.</param>
    /// <param name="attempt">The request.</param>
    /// <param name="cancellation">Ends the pauses.</param>
    public async Task<T> RunAsync<T>(string what, Func<Task<T>> attempt, CancellationToken cancellation)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await attempt();
            }
            catch (RegistryException failure) when (!failure.IsConnectFailure && Allows(failures, failure))
            {
                await PauseAsync(what, failures, failure, cancellation);
            }
        }
    }

    /// <summary>Whether this failure may pass, and there is an attempt left.</summary>
    public bool Allows(int failures, RegistryException failure) =>
        failures < options.Attempts
        && (failure.IsTransient || failure.Kind == RegistryErrorKind.RateLimited)
        && (failure.RetryAfter ?? TimeSpan.Zero) <= options.LongestRetryDelay;

    public Task PauseAsync(string what, int failures, RegistryException failure, CancellationToken cancellation)
    {
        var pause = failure.RetryAfter ?? BackOff(failures);
        log($"{what}: {failure.Message}; attempt {failures + 1} of {options.Attempts} in {pause.TotalSeconds:0.0} s");
        return Task.Delay(pause, time, cancellation);
    }

    private TimeSpan BackOff(int failures)
    {
        var pause = options.RetryDelay * Math.Pow(2, Math.Min(failures - 1, 16)) * (0.75 + (random.NextDouble() / 2));
        return pause < options.LongestRetryDelay ? pause : options.LongestRetryDelay;
    }
}
