using System.Diagnostics;

namespace Davit.Privileged.Tests.Network;

/// <summary>
/// Runs a class of explicit tests in a process of its own inside private network and mount namespaces: they may do to links, routes and
/// firewall what they like.
/// </summary>
public sealed class NetworkIsolation
{
    public static TheoryData<string> Classes =>
    [
        nameof(AttachTests), nameof(PublishTests), nameof(FirewallTests), nameof(RecoveryTests), nameof(OptionTests), nameof(AttackTests),
    ];

    [Theory]
    [MemberData(nameof(Classes))]
    public async Task Every_test_of_the_class_passes_in_a_private_network(string name)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        var start = new ProcessStartInfo("unshare") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])
            [
                "--net", "--mount", "--propagation", "private", "--fork", "--kill-child",
                Environment.ProcessPath!, "--explicit", "only", "--filter-class", $"{typeof(NetworkIsolation).Namespace}.{name}",
            ])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{name} failed:\n{await output}{await errors}");
    }
}
