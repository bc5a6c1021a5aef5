using System.Xml.Linq;

namespace Davit.Architecture.Tests;

/// <summary>The one direction of dependencies (docs/ARCHITECTURE.md, "Projects").</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Davit.Linux"] = [],
        ["Davit.Oci"] = [],
        ["Davit.Api"] = [],
        ["Davit.Runtime"] = ["Oci", "Linux"],
        ["Davit.Shim"] = ["Oci", "Linux", "Runtime"],
        ["Davit.Network"] = ["Linux"],
        ["Davit.Storage"] = ["Oci", "Linux"],
        ["Davit.Registry"] = ["Oci", "Storage"],
        ["Davit.Images"] = ["Oci", "Storage", "Registry"],
        ["Davit.Engine"] = ["Oci", "Storage", "Images", "Registry", "Network", "Shim"],
        ["Davit.Daemon"] = ["Api", "Engine", "Oci", "Linux"],
        ["Davit.Client"] = ["Api"],
        ["Davit.Cli"] = ["Client", "Api", "Linux"],
    };

    public static TheoryData<string> Projects => [.. Directory.EnumerateDirectories(Repository.Path("src")).Select(d => Path.GetFileName(d)!)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_uses_only_what_the_table_allows(string project)
    {
        if (project == "Davit")
        {
            return; // the executable wires everything
        }

        Assert.True(Allowed.ContainsKey(project), $"{project} is not in the table of projects");
        var references = References(project).ToHashSet();
        Assert.Subset(Allowed[project].Select(name => "Davit." + name).ToHashSet(), references);
    }

    [Fact]
    public void Transitive_references_are_switched_off() =>
        Assert.Contains("<DisableTransitiveProjectReferences>true<", File.ReadAllText(Repository.Path("Directory.Build.props")), StringComparison.Ordinal);

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(Repository.Path("src", project, project + ".csproj"))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
}
