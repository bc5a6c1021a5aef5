using System.Buffers;
using System.Text.Json;
using System.Text;

namespace Davit.Cli.Commands.Containers.Options;

/// <summary><c>--security-opt</c>: the client reads profile files, since the daemon may be on another machine.</summary>
internal static class SecurityOptions
{
    /// <summary>
    /// The options to send, and empty lists of masked and read-only paths where <c>systempaths=unconfined</c> says so
    /// (null: the daemon's defaults). Throws <see cref="CommandException"/>.
    /// </summary>
    public static (IReadOnlyList<string> Options, IReadOnlyList<string>? Masked, IReadOnlyList<string>? ReadOnly) Read(IReadOnlyList<string> given)
    {
        var unconfined = given.Contains("systempaths=unconfined");
        var options = given.Where(option => option != "systempaths=unconfined").Select(ReadOne).ToList();
        return (options, unconfined ? [] : null, unconfined ? [] : null);
    }

    private static string ReadOne(string option)
    {
        var split = option.IndexOfAny(['=', ':']);
        if (split < 0 && option != "no-new-privileges")
        {
            throw new CommandException($"Invalid --security-opt: {CommandLine.GoText.Quote(option)}");
        }

        if (split < 0 || option[..split] != "seccomp" || option[(split + 1)..] is "unconfined" or "builtin")
        {
            return option;
        }

        return "seccomp=" + Profile(option[(split + 1)..]);
    }

    private static string Profile(string file)
    {
        try
        {
            using var profile = JsonDocument.Parse(File.ReadAllBytes(file));
            var compact = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(compact))
            {
                profile.RootElement.WriteTo(writer);
            }

            return Encoding.UTF8.GetString(compact.WrittenSpan);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandException($"opening seccomp profile ({file}) failed: open {file}: no such file or directory");
        }
        catch (JsonException error)
        {
            throw new CommandException($"compacting json for seccomp profile ({file}) failed: {error.Message}");
        }
    }
}
