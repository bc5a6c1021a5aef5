using Davit.Engine.Containers;
using Davit.Engine.Filtering;

namespace Davit.Engine.Volumes;

/// <summary>Named and anonymous volumes.</summary>
public sealed class VolumeService
{
    public Task<VolumeSummary> CreateAsync(VolumeCreateRequest request, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<IReadOnlyList<VolumeSummary>> ListAsync(Filters filters, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<VolumeSummary> InspectAsync(string name, CancellationToken cancellation) => throw new NotImplementedException();

    public Task RemoveAsync(string name, bool force, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<PruneResult> PruneAsync(Filters filters, CancellationToken cancellation) => throw new NotImplementedException();
}
