using Davit.Storage.Content;
using Davit.Storage.Snapshots;

namespace Davit.Images.Pulling;

/// <summary>What every layer's transfer needs.</summary>
internal sealed record LayerTransferParts(ContentStore Content, LayerStore Layers, TransferSlots Downloads, TransferSlots Unpackings);
