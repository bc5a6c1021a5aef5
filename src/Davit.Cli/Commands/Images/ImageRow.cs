using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.Images;

/// <summary>A line of <c>images</c>: one name of one image.</summary>
internal sealed class ImageRow : Row
{
    private const string None = "<none>";

    public static readonly FrozenDictionary<string, string> Headings = new Dictionary<string, string>
    {
        ["ID"] = "IMAGE ID", ["Repository"] = "REPOSITORY", ["Tag"] = "TAG", ["Digest"] = "DIGEST", ["CreatedSince"] = "CREATED", ["CreatedAt"] = "CREATED AT",
        ["Size"] = "SIZE", ["Containers"] = "CONTAINERS", ["VirtualSize"] = "SIZE", ["SharedSize"] = "SHARED SIZE", ["UniqueSize"] = "UNIQUE SIZE",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] s_names =
        ["Containers", "CreatedAt", "CreatedSince", "Digest", "ID", "Repository", "SharedSize", "Size", "Tag", "UniqueSize", "VirtualSize"];

    private readonly JsonElement _image;
    private readonly bool _truncate;
    private readonly DateTimeOffset _now;
    private readonly string _repository;
    private readonly string _tag;
    private readonly string _digest;

    private ImageRow(JsonElement image, bool truncate, DateTimeOffset now, string repository, string tag, string digest) =>
        (_image, _truncate, _now, _repository, _tag, _digest) = (image, truncate, now, repository, tag, digest);

    public override string TypeName => "*formatter.imageContext";

    public override IReadOnlyList<string> Names => s_names;

    /// <summary>Per tag a line, per digest of a repository without tags one more; an image without names is one with none.</summary>
    public static IEnumerable<ImageRow> Make(JsonElement image, bool truncate, bool digests, DateTimeOffset now)
    {
        var tags = image.Strings("RepoTags").Where(name => name != "<none>:<none>").Select(ImageName.Split).ToList();
        var known = image.Strings("RepoDigests").Where(name => name != "<none>@<none>").Select(name => (Repository: name[..name.IndexOf('@', StringComparison.Ordinal)], Digest: name[(name.IndexOf('@', StringComparison.Ordinal) + 1)..])).ToList();
        if (tags.Count == 0 && known.Count == 0)
        {
            return [new ImageRow(image, truncate, now, None, None, None)];
        }

        var rows = new List<ImageRow>();
        foreach (var (repository, tag) in tags)
        {
            var own = known.Where(pair => pair.Repository == repository).Select(pair => pair.Digest).ToList();
            IEnumerable<string> shown = !digests || own.Count == 0 ? [None] : own;
            rows.AddRange(shown.Select(digest => new ImageRow(image, truncate, now, repository, tag, digest)));
        }

        foreach (var (repository, digest) in known.Where(pair => tags.All(tag => tag.Repository != pair.Repository)).DistinctBy(pair => digests ? $"{pair}" : pair.Repository))
        {
            rows.Add(new ImageRow(image, truncate, now, repository, None, digests ? digest : string.Empty));
        }

        return rows;
    }

    /// <summary>One line for an image, with its first name: disk usage is per image.</summary>
    public static ImageRow MakeOne(JsonElement image, bool truncate, DateTimeOffset now)
    {
        var (repository, tag) = image.Strings("RepoTags") is [var name, ..] && name != "<none>:<none>" ? ImageName.Split(name) : (None, None);
        return new ImageRow(image, truncate, now, repository, tag, string.Empty);
    }

    protected override object? Field(string name) => name switch
    {
        "ID" => ShortText.Id(_image.Text("Id"), _truncate),
        "Repository" => _repository,
        "Tag" => _tag,
        "Digest" => _digest,
        "CreatedAt" => GoTime.Write(Created),
        "CreatedSince" => _image.Number("Created") <= 0 ? string.Empty : ShortText.Ago(_now - Created),
        "Size" => ByteSize.Decimal(_image.Number("Size"), 3),
        "VirtualSize" => ByteSize.Decimal(_image.Number("Size")),
        "Containers" => _image.Member("Containers").ValueKind != JsonValueKind.Number || _image.Number("Containers") < 0 ? "N/A" : _image.Number("Containers").ToString(CultureInfo.InvariantCulture),
        "SharedSize" => Shared < 0 ? "N/A" : ByteSize.Decimal(Shared),
        _ => Shared < 0 ? "N/A" : ByteSize.Decimal(_image.Number("Size") - Shared),
    };

    private DateTimeOffset Created => DateTimeOffset.FromUnixTimeSeconds(_image.Number("Created"));

    private long Shared => _image.Member("SharedSize").ValueKind == JsonValueKind.Number ? _image.Number("SharedSize") : -1;
}
