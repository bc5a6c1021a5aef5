using System.Buffers;

namespace Davit.Oci;

/// <summary>A content address, <c>sha256:…</c> (image-spec descriptor.md#digests). Only sha256 is accepted.</summary>
public readonly record struct Digest
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private readonly string? text;

    private Digest(string text) => this.text = text;

    /// <summary>The whole address, algorithm included.</summary>
    public string Text => text ?? "";

    /// <summary>The 64 hexadecimal digits.</summary>
    public string Hex => text is null ? "" : text[7..];

    public bool IsEmpty => text is null;

    public static bool TryParse(string? text, out Digest digest)
    {
        var valid = text is { Length: 71 } && text.StartsWith("sha256:", StringComparison.Ordinal)
            && text.AsSpan(7).IndexOfAnyExcept(HexDigits) < 0;
        digest = valid ? new Digest(text!) : default;
        return valid;
    }

    public static Digest Parse(string text) => TryParse(text, out var digest)
        ? digest
        : throw new FormatException($"invalid digest \"{text}\": want sha256 and 64 hexadecimal digits");

    /// <summary>The address of these 32 hash bytes.</summary>
    public static Digest FromHash(ReadOnlySpan<byte> hash) => new("sha256:" + Convert.ToHexStringLower(hash));

    /// <summary>The address of this content.</summary>
    public static Digest Of(ReadOnlySpan<byte> content) => FromHash(System.Security.Cryptography.SHA256.HashData(content));

    public override string ToString() => Text;
}
