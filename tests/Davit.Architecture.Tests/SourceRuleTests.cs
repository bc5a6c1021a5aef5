using System.Text.RegularExpressions;

namespace Davit.Architecture.Tests;

/// <summary>Rules that the compiler does not hold (CONTRIBUTING.md).</summary>
public sealed partial class SourceRuleTests
{
    [Fact]
    public void Native_code_is_called_only_from_Davit_Linux()
    {
        var offenders = Offenders(file => !file.Contains("/src/Davit.Linux/", StringComparison.Ordinal), NativeImport());
        Assert.Empty(offenders);
    }

    [Fact]
    public void Nothing_is_left_unfinished_without_a_line_in_the_known_gaps()
    {
        var gaps = File.ReadAllText(Repository.Path("docs", "known-gaps.md"));
        var offenders = Offenders(_ => true, Unfinished())
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Where(file => !gaps.Contains(file, StringComparison.Ordinal));
        Assert.Empty(offenders);
    }

    [Fact]
    public void A_namespace_is_its_folder()
    {
        var offenders = new List<string>();
        foreach (var file in Repository.Sources("src"))
        {
            var match = Namespace().Match(File.ReadAllText(file));
            if (match.Success)
            {
                var folder = Path.GetRelativePath(Repository.Path("src"), Path.GetDirectoryName(file)!).Replace('/', '.');
                if (match.Groups[1].Value != folder)
                {
                    offenders.Add($"{file}: {match.Groups[1].Value}");
                }
            }
        }

        Assert.Empty(offenders);
    }

    [Fact]
    public void The_engine_makes_no_system_call_itself()
    {
        var offenders = Repository.Sources("src", "Davit.Engine").Where(file => File.ReadAllText(file).Contains("Davit.Linux", StringComparison.Ordinal));
        Assert.Empty(offenders);
    }

    private static List<string> Offenders(Func<string, bool> where, Regex pattern) =>
        [.. Repository.Sources("src").Where(where).Where(file => pattern.IsMatch(File.ReadAllText(file)))];

    [GeneratedRegex(@"\[(LibraryImport|DllImport)\(")]
    private static partial Regex NativeImport();

    [GeneratedRegex(@"NotImplementedException|\bTODO\b|\bFIXME\b|\bHACK\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
