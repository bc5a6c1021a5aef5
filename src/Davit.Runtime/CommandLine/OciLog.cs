using System.Globalization;
using System.Text;
using System.Text.Json;
using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Runtime.CommandLine;

/// <summary>The log file of <c>--log</c>, in runc's two formats: containerd reads the JSON one for the reason of a failure.</summary>
internal sealed class OciLog(string? path, bool json, bool debug, TimeProvider time)
{
    public void Error(string message) => Write("error", message);

    public void Warning(string message) => Write("warning", message);

    public void Debug(string message)
    {
        if (debug)
        {
            Write("debug", message);
        }
    }

    private void Write(string level, string message)
    {
        if (path is null)
        {
            return;
        }

        const OpenFlags Flags = OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Append;
        if (OpenCalls.TryOpenAt(null, path, Flags, 0x1A4 /* 0644 */, out var file) != Errno.None)
        {
            return;
        }

        using (file)
        {
            var now = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            var text = JsonEncodedText.Encode(message);
            var line = json
                ? $"{{\"level\":\"{level}\",\"msg\":\"{text}\",\"time\":\"{now}\"}}\n"
                : $"time=\"{now}\" level={level} msg=\"{text}\"\n";
            ReadWriteCalls.TryWrite(file!, Encoding.UTF8.GetBytes(line), out _);
        }
    }
}
