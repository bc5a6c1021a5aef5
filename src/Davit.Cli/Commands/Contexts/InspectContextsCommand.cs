using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Davit.Cli.CommandLine;
using Davit.Cli.Configuration;

namespace Davit.Cli.Commands.Contexts;

internal sealed class InspectContextsCommand : Command
{
    private readonly StringFlag _format = FormatFlags.Object();

    public override string Summary => "Display detailed information on one or more contexts";

    public override string Usage => "[OPTIONS] [CONTEXT] [CONTEXT...]";

    public override IEnumerable<Flag> Flags => [_format];

    public override ArgumentRule Arguments => ArgumentRule.Any;

    public override Completion Completes => Completion.Contexts;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        IReadOnlyList<string> names = arguments.Count > 0 ? arguments : [EndpointResolver.CurrentContext(context)];
        return ObjectInspector.Run(context, names, _format.Value, name => (Describe(context, name), "context"));
    }

    private static JsonElement Describe(CommandContext context, string name)
    {
        var isDefault = name == ContextStore.DefaultName;
        var stored = isDefault
            ? new StoredContext(name, string.Empty, EndpointResolver.DefaultHost(context), SkipTlsVerify: false, Tls: null)
            : context.Contexts.Find(name) ?? throw ContextNames.NotFound(context, name);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.Default }))
        {
            writer.WriteStartObject();
            writer.WriteString("Name", name);
            writer.WriteStartObject("Metadata");
            if (stored.Description.Length > 0)
            {
                writer.WriteString("Description", stored.Description);
            }

            writer.WriteEndObject();
            writer.WriteStartObject("Endpoints");
            writer.WriteStartObject("docker");
            writer.WriteString("Host", stored.Host);
            writer.WriteBoolean("SkipTLSVerify", stored.SkipTlsVerify);
            writer.WriteEndObject();
            writer.WriteEndObject();
            WriteTls(writer, stored);
            writer.WriteStartObject("Storage");
            writer.WriteString("MetadataPath", isDefault ? "<IN MEMORY>" : context.Contexts.MetadataDirectory(name));
            writer.WriteString("TLSPath", isDefault ? "<IN MEMORY>" : context.Contexts.TlsDirectory(name));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return JsonDocument.Parse(buffer.WrittenMemory.ToArray()).RootElement;
    }

    private static void WriteTls(Utf8JsonWriter writer, StoredContext stored)
    {
        writer.WriteStartObject("TLSMaterial");
        if (stored.Tls is not null)
        {
            writer.WriteStartArray("docker");
            foreach (var file in new[] { stored.Tls.CaFile, stored.Tls.CertificateFile, stored.Tls.KeyFile }.OfType<string>())
            {
                writer.WriteStringValue(Path.GetFileName(file));
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
