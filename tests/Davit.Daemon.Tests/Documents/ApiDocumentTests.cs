using Davit.Daemon.Http;
using Davit.Daemon.Options;
using Davit.Daemon.Routes;

namespace Davit.Daemon.Tests.Documents;

/// <summary>The API document in the repository, and the routes against Docker's own description.</summary>
public sealed class ApiDocumentTests
{
    /// <summary>Parameters that have no meaning without what they are about (registries, containerd's image store).</summary>
    private static readonly HashSet<string> Unused = ["inputImage"];

    private static RouteTable Routes { get; } = AllRoutes.Of(null, OptionLoader.Load(OptionParser.Parse([])));

    [Fact]
    public void The_document_in_the_repository_is_true()
    {
        var file = Path.Combine(RepositoryFiles.Root, "docs", "openapi.json");
        var document = ApiDocument.Compose(Routes);
        if (Environment.GetEnvironmentVariable("DAVIT_WRITE_DOCUMENTS") == "1")
        {
            File.WriteAllText(file, document);
        }

        Assert.True(File.Exists(file) && File.ReadAllText(file) == document, "docs/openapi.json is out of date: run these tests with DAVIT_WRITE_DOCUMENTS=1");
    }

    [Fact]
    public void Every_operation_of_the_reference_has_a_route()
    {
        Assert.SkipWhen(RepositoryFiles.Reference is null, "the reference is not present");

        var missing = ReferenceOperations.Read(RepositoryFiles.Reference!)
            .Where(operation => Find(operation) is null)
            .Select(operation => $"{operation.Method} {operation.Path}");
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_query_parameter_of_the_reference_is_read()
    {
        Assert.SkipWhen(RepositoryFiles.Reference is null, "the reference is not present");

        var operations = ReferenceOperations.Read(RepositoryFiles.Reference!);
        Assert.True(operations.Sum(operation => operation.Query.Count) > 100);
        var missing = from operation in operations
                      let route = Find(operation)
                      where route is { Refused: false } && route.Path.Text != "/build/prune"
                      from name in operation.Query.Except(route.Query).Except(Unused)
                      select $"{operation.Method} {operation.Path}?{name}";
        Assert.Empty(missing);
    }

    [Fact]
    public void No_route_hides_another()
    {
        foreach (var route in Routes.Routes)
        {
            var path = route.Path.Text.Replace("{" + route.Path.Variable + "}", "some-name", StringComparison.Ordinal);
            Assert.True(Routes.TryFind(route.Method, PathTemplate.Split(path), out var found, out _));
            Assert.Same(route, found);
        }
    }

    private static Route? Find(ReferenceOperations.Operation operation) =>
        Routes.TryFind(operation.Method, PathTemplate.Split(operation.Path.Replace("{id}", "x", StringComparison.Ordinal).Replace("{name}", "x", StringComparison.Ordinal)), out var route, out _)
            ? route
            : null;
}
