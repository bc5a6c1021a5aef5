using System.Text;
using Davit.Cli.Formatting;

namespace Davit.Cli.Commands.Images;

/// <summary>The columns of the tree: the name takes what the others leave; where that is too little, the last ones go.</summary>
internal sealed class ImageTreeColumns
{
    private const string Gap = "   ";
    private const int LeastNameWidth = 12;

    private static readonly (string Title, int Width)[] s_details = [("ID", 12), ("DISK USAGE", 10), ("CONTENT SIZE", 12), ("EXTRA", 5)];

    private readonly bool _isTerminal;
    private readonly bool _anyInUse;
    private readonly int _shown;
    private readonly int _nameWidth;

    public ImageTreeColumns(int width, bool isTerminal, IReadOnlyList<ImageTreeEntry> images)
    {
        _isTerminal = isTerminal;
        _anyInUse = images.Any(image => image.InUse);
        foreach (var (_, columnWidth) in s_details)
        {
            if (width - columnWidth - Gap.Length < LeastNameWidth)
            {
                break;
            }

            width -= columnWidth + Gap.Length;
            _shown++;
        }

        _nameWidth = Math.Min(width, Widest(images));
    }

    public string Heading()
    {
        var text = new StringBuilder(Left(Ansi.Usual + Ansi.Bold, "IMAGE", _nameWidth));
        for (var index = 0; index < _shown; index++)
        {
            var (title, columnWidth) = s_details[index];
            text.Append(Gap).Append(Align(index, Ansi.Usual + Ansi.Bold, title, columnWidth));
        }

        return text.ToString();
    }

    public string Name(string code, string text) => Left(code, text, _nameWidth);

    public string Details(string code, ImageTreeEntry entry)
    {
        string[] values = [ShortText.Id(entry.Id, truncate: true), entry.DiskUsage, entry.ContentSize, Chips(entry)];
        var text = new StringBuilder();
        for (var index = 0; index < _shown; index++)
        {
            text.Append(Gap).Append(Align(index, index == s_details.Length - 1 ? string.Empty : code, values[index], s_details[index].Width));
        }

        return text.ToString();
    }

    /// <summary>Without the codes for colours.</summary>
    public static int VisibleLength(string text)
    {
        var length = 0;
        for (var position = 0; position < text.Length; position++)
        {
            if (text[position] == '\u001b')
            {
                position = text.IndexOf('m', position);
                continue;
            }

            length++;
        }

        return length;
    }

    private string Chips(ImageTreeEntry entry) => !_anyInUse ? string.Empty
        : entry.InUse ? (_isTerminal ? Ansi.Chip("U") : "U") : (_isTerminal ? "   " : " ");

    private static string Align(int column, string code, string text, int width) => column is 1 or 2 ? Right(code, text, width) : Left(code, text, width);

    private static string Left(string code, string text, int width) => VisibleLength(text) > width
        ? Ansi.Apply(code, ShortText.Ellipsis(text, width))
        : Ansi.Apply(code, text) + new string(' ', width - VisibleLength(text));

    private static string Right(string code, string text, int width) => new string(' ', Math.Max(width - text.Length, 0)) + Ansi.Apply(code, text);

    /// <summary>docker counts bytes: the branch before a platform has seven of them.</summary>
    private static int Widest(IReadOnlyList<ImageTreeEntry> images) => images
        .SelectMany(image => image.Names.Select(name => name.Length).Concat(image.Children.Select(child => child.Names[0].Length + "└─ "u8.Length)))
        .Append("Image".Length).Max();
}
