using System.Text.Json;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.Images;

/// <summary>Images with their platforms below them, in columns that fit the terminal.</summary>
internal sealed class ImageTree(TextWriter output, bool isTerminal, int columns)
{
    private const int UsualWidth = 80;
    private const int LeastWidth = 20;
    private const string Warning = "WARNING: This is an experimental feature. The output may change and shouldn't be depended on.";

    private readonly int _width = columns == 0 ? UsualWidth : Math.Max(columns, LeastWidth);
    private readonly bool _isTerminal = isTerminal;

    public void Write(IReadOnlyList<ImageTreeEntry> images)
    {
        var table = new ImageTreeColumns(_width, _isTerminal, images);
        output.Write(Ansi.Apply(Code(Ansi.LightYellow), Warning) + "\n");
        output.Write(Legend() + "\n\n");
        output.Write(table.Heading() + "\n");
        var spaced = images.Any(image => image.Children.Count > 0);
        foreach (var image in images)
        {
            WriteNames(table, image);
            output.Write(table.Details(Code(Ansi.Usual), image) + (spaced ? "\n" : string.Empty));
            WriteChildren(table, image);
            output.Write('\n');
        }
    }

    private string Legend()
    {
        var text = Ansi.InfoHead(_isTerminal) + " " + (_isTerminal ? Ansi.Chip("U") : "U") + " In Use ";
        return new string(' ', Math.Max(_width - ImageTreeColumns.VisibleLength(text), 0)) + text;
    }

    /// <summary>The longest name first; only the last stands in a line with the details.</summary>
    private void WriteNames(ImageTreeColumns table, ImageTreeEntry image)
    {
        if (image.Names.Count == 0)
        {
            output.Write(table.Name(Code(Ansi.Usual + Ansi.Faint), "<untagged>"));
            return;
        }

        var names = image.Names.OrderByDescending(name => name.Length).ToList();
        foreach (var name in names.SkipLast(1))
        {
            output.Write(Ansi.Apply(Code(Ansi.Blue + Ansi.Bold), columns == 0 ? name : ShortText.Ellipsis(name, columns)) + "\n");
        }

        output.Write(table.Name(Code(Ansi.Blue + Ansi.Bold), names[^1]));
    }

    private void WriteChildren(ImageTreeColumns table, ImageTreeEntry image)
    {
        for (var index = 0; index < image.Children.Count; index++)
        {
            var child = image.Children[index];
            var code = child.IsAvailable ? Code(Ansi.Usual) : Code(Ansi.Usual) + Ansi.Faint;
            output.Write(table.Name(code, (index == image.Children.Count - 1 ? "└─ " : "├─ ") + child.Names[0]) + table.Details(code, child) + "\n");
        }
    }

    private string Code(string code) => _isTerminal ? code : string.Empty;

    /// <summary>The list's images, newest first; without <paramref name="all"/> those that have names.</summary>
    public static IReadOnlyList<ImageTreeEntry> Read(JsonElement list, bool all) =>
        [.. list.EnumerateArray().Where(image => all || !IsDangling(image)).OrderByDescending(image => image.Number("Created")).Select(ImageTreeEntry.Read)];

    private static bool IsDangling(JsonElement image)
    {
        var (tags, digests) = (image.Strings("RepoTags"), image.Strings("RepoDigests"));
        return (tags.Count == 0 || tags is ["<none>:<none>"]) && (digests.Count == 0 || digests is ["<none>@<none>"]);
    }
}
