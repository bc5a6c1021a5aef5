using System.Globalization;
using Davit.Engine.Containers;

namespace Davit.Engine.Listing;

/// <summary>A container's command as <c>ps</c> shows it: arguments with spaces are quoted.</summary>
internal static class CommandText
{
    public static string Of(ContainerRecord record) => record.Args.Count == 0 ? record.Path : record.Path + " " + string.Join(' ', record.Args.Select(Quote));

    private static string Quote(string argument) =>
        argument.Contains(' ', StringComparison.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $"'{argument}'") : argument;
}
