using System.Text;

namespace Davit.Oci;

/// <summary>Names a stack of layers (image-spec config.md, layer ChainID): a layer's directory depends on what lies below it.</summary>
public static class ChainId
{
    /// <summary>The chain of each layer, lowest first.</summary>
    public static IReadOnlyList<Digest> OfAll(IReadOnlyList<Digest> diffIds)
    {
        var chain = new Digest[diffIds.Count];
        for (var i = 0; i < chain.Length; i++)
        {
            chain[i] = Of(i == 0 ? null : chain[i - 1], diffIds[i]);
        }

        return chain;
    }

    /// <summary>The chain of a layer on its parent.</summary>
    public static Digest Of(Digest? parent, Digest diffId) =>
        parent is { } below ? Digest.Of(Encoding.ASCII.GetBytes(below.Text + " " + diffId.Text)) : diffId;
}
