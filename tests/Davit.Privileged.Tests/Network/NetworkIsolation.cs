using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Xml.Linq;

namespace Davit.Privileged.Tests.Network;

/// <summary>
/// Runs each class of explicit tests once, in a process of its own inside private network and mount namespaces, where they may do to
/// links, routes and firewall what they like; then every test of theirs is one here.
/// </summary>
public sealed class NetworkIsolation
{
    private static readonly Type[] s_classes =
        [typeof(AttachTests), typeof(PublishTests), typeof(FirewallTests), typeof(RecoveryTests), typeof(OptionTests), typeof(AttackTests)];

    private static readonly ConcurrentDictionary<string, Lazy<Task<IsolatedRun>>> s_runs = new();

    public static TheoryData<string, string> Tests =>
        [.. s_classes.SelectMany(type => type.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null).Select(method => (type.Name, method.Name)))];

    [Theory]
    [MemberData(nameof(Tests))]
    public async Task A_test_passes_in_a_private_network(string name, string test)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        var run = await s_runs.GetOrAdd(name, static name => new Lazy<Task<IsolatedRun>>(() => RunAsync(name))).Value;
        var rows = run.Results.Where(row => row.Attribute("method")?.Value == test).ToList();
        Assert.True(rows.Count > 0, $"{name}.{test} did not run:\n{run.Output}");
        Assert.All(rows, row => Assert.True(
            row.Attribute("result")?.Value == "Pass", $"{row.Attribute("name")?.Value}: {row.Attribute("result")?.Value}\n{row.Element("failure")?.Value}"));
    }

    private static async Task<IsolatedRun> RunAsync(string name)
    {
        var folder = Directory.CreateTempSubdirectory("davit-isolated-");
        try
        {
            var start = new ProcessStartInfo("unshare") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in (string[])
                [
                    "--net", "--mount", "--propagation", "private", "--fork", "--kill-child",
                    Environment.ProcessPath!, "--explicit", "only", "--filter-class", $"{typeof(NetworkIsolation).Namespace}.{name}",
                    "--auto-reporters", "off", "--report-xunit-xml", "--report-xunit-xml-filename", "results.xml", "--results-directory", folder.FullName,
                ])
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            var results = Path.Combine(folder.FullName, "results.xml");
            return new IsolatedRun(File.Exists(results) ? [.. XDocument.Load(results).Descendants("test")] : [], await output + await errors);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
