using Davit.Engine.Containers;

namespace Davit.Engine.Tests.Containers;

public sealed class ContainerRegistryTests
{
    private readonly ContainerRegistry registry = new();

    [Fact]
    public void A_container_is_found_by_id_name_and_prefix()
    {
        var container = Add("ab12" + new string('0', 60), "web");
        Assert.Same(container, registry.Resolve(container.Id));
        Assert.Same(container, registry.Resolve("/web"));
        Assert.Same(container, registry.Resolve("ab1"));
    }

    [Fact]
    public void An_ambiguous_prefix_is_an_error()
    {
        Add("ab12" + new string('0', 60), "one");
        Add("ab34" + new string('0', 60), "two");
        Assert.Equal(ErrorKind.InvalidParameter, Assert.Throws<EngineException>(() => registry.Resolve("ab")).Kind);
    }

    [Fact]
    public void Nothing_found_is_said_in_dockers_words()
    {
        var failure = Assert.Throws<EngineException>(() => registry.Resolve("ghost"));
        Assert.Equal((ErrorKind.NotFound, "No such container: ghost"), (failure.Kind, failure.Message));
    }

    [Fact]
    public void A_name_is_taken_once_and_free_again_after_release()
    {
        Assert.True(registry.TryReserve("web", "1", out _));
        Assert.False(registry.TryReserve("web", "2", out var owner));
        Assert.Equal("1", owner);
        registry.Release("web", "2");
        Assert.False(registry.TryReserve("web", "3", out _));
        registry.Release("web", "1");
        Assert.True(registry.TryReserve("web", "3", out _));
    }

    private LiveContainer Add(string id, string name)
    {
        var container = new LiveContainer(Sample.Record with { Id = id, Name = name });
        registry.TryReserve(name, id, out _);
        registry.Add(container);
        return container;
    }
}
