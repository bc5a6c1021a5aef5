using Davit.Engine.Filtering;

namespace Davit.Engine.Networks;

/// <summary>Networks: <c>bridge</c>, <c>host</c>, <c>none</c>.</summary>
public sealed class NetworkService
{
    public IReadOnlyList<NetworkSummary> List(Filters filters) => throw new NotImplementedException();

    public NetworkSummary Inspect(string reference) => throw new NotImplementedException();
}
