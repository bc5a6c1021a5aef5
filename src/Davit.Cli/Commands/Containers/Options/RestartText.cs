using System.Globalization;
using Davit.Api.Containers;
using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Containers.Options;

/// <summary><c>on-failure:5</c></summary>
internal static class RestartText
{
    /// <summary>The daemon judges the name; here only the form. Throws <see cref="CommandException"/>.</summary>
    public static RestartPolicy Parse(string text)
    {
        if (text.Length == 0)
        {
            return new RestartPolicy();
        }

        var parts = text.Split(':');
        if (parts.Length > 2)
        {
            throw new CommandException("invalid restart policy format: maximum retry count must be an integer");
        }

        if (parts[0].Length == 0)
        {
            throw new CommandException("invalid restart policy format: no policy provided before colon");
        }

        if (parts.Length == 1)
        {
            return new RestartPolicy { Name = parts[0] };
        }

        return int.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
            ? new RestartPolicy { Name = parts[0], MaximumRetryCount = count }
            : throw new CommandException("invalid restart policy format: maximum retry count must be an integer");
    }
}
