using Davit.Client;

namespace Davit.Cli.Commands;

/// <summary>One action on each of several objects: the failures are told as they come and the rest goes on.</summary>
internal static class EachArgument
{
    /// <summary>Prints what <paramref name="action"/> returns (the name, mostly); 1 where any failed.</summary>
    public static int Run(CommandContext context, IEnumerable<string> names, Func<string, string?> action)
    {
        var status = ExitCodes.Success;
        foreach (var name in names)
        {
            try
            {
                if (action(name) is { } line)
                {
                    context.Out.WriteLine(line);
                    context.Out.Flush();
                }
            }
            catch (EngineApiException error)
            {
                context.Out.Flush();
                context.Error.WriteLine($"Error response from daemon: {error.Message}");
                status = ExitCodes.Failure;
            }
        }

        return status;
    }

    /// <summary>As <see cref="Run"/>, several at a time (docker uses 50): stopping forty containers takes as long as the slowest. The order of output is that of the names.</summary>
    public static int RunParallel(CommandContext context, IReadOnlyList<string> names, Func<string, string?> action)
    {
        if (names.Count < 2)
        {
            return Run(context, names, action);
        }

        var results = new (string? Line, Exception? Error)[names.Count];
        _ = context.Engine; // made before several threads want it
        var next = -1;
        var threads = Enumerable.Range(0, Math.Min(names.Count, 16)).Select(_ => new Thread(() =>
        {
            for (var index = Interlocked.Increment(ref next); index < names.Count; index = Interlocked.Increment(ref next))
            {
                try
                {
                    results[index].Line = action(names[index]);
                }
                catch (Exception error) when (error is EngineApiException or EngineUnreachableException or IOException)
                {
                    results[index].Error = error;
                }
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        if (results.Select(result => result.Error).OfType<EngineUnreachableException>().FirstOrDefault() is { } unreachable)
        {
            throw unreachable;
        }

        return Report(context, results);
    }

    private static int Report(CommandContext context, IEnumerable<(string? Line, Exception? Error)> results)
    {
        var status = ExitCodes.Success;
        foreach (var (line, error) in results)
        {
            if (line is not null)
            {
                context.Out.WriteLine(line);
            }

            if (error is not null)
            {
                context.Out.Flush();
                context.Error.WriteLine(ErrorText.Describe(context, error));
                status = ExitCodes.Failure;
            }
        }

        return status;
    }
}
