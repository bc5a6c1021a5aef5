using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Davit.Api.Containers;

namespace Davit.Api.Json.Requests;

/// <summary>
/// Writes the body of <c>POST /containers/create</c>, the one large document that a client sends, by hand: to set up the serializer for its types
/// takes 1 ms, a third of the client's part of <c>davit run</c> (docs/decisions/0013).
/// </summary>
public static class CreateRequestWriter
{
    /// <summary>The same document that <see cref="EngineApiJson.Wire"/> gives.</summary>
    public static ReadOnlyMemory<byte> Write(ContainerCreateRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }))
        {
            json.Members(request, Write);
        }

        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, ContainerCreateRequest request)
    {
        WriteConfig(json, request);
        json.ObjectIfAny("HostConfig", request.HostConfig, HostConfigWriter.Write);
        json.ObjectIfAny("NetworkingConfig", request.NetworkingConfig, EndpointWriter.Write);
    }

    private static void WriteConfig(Utf8JsonWriter json, ContainerConfig config)
    {
        json.WriteString("Hostname", config.Hostname);
        json.WriteString("Domainname", config.Domainname);
        json.WriteString("User", config.User);
        json.WriteBoolean("AttachStdin", config.AttachStdin);
        json.WriteBoolean("AttachStdout", config.AttachStdout);
        json.WriteBoolean("AttachStderr", config.AttachStderr);
        if (config.ExposedPorts is not null)
        {
            json.Set("ExposedPorts", config.ExposedPorts);
        }

        json.WriteBoolean("Tty", config.Tty);
        json.WriteBoolean("OpenStdin", config.OpenStdin);
        json.WriteBoolean("StdinOnce", config.StdinOnce);
        json.Strings("Env", config.Env);
        json.Strings("Cmd", config.Cmd);
        json.ObjectIfAny("Healthcheck", config.Healthcheck, WriteHealthcheck);
        json.FlagIfSet("ArgsEscaped", config.ArgsEscaped);
        json.WriteString("Image", config.Image);
        json.Set("Volumes", config.Volumes);
        json.WriteString("WorkingDir", config.WorkingDir);
        json.Strings("Entrypoint", config.Entrypoint);
        json.FlagIfSet("NetworkDisabled", config.NetworkDisabled);
        json.StringIfAny("MacAddress", config.MacAddress);
        json.Strings("OnBuild", config.OnBuild);
        json.StringMap("Labels", config.Labels);
        json.StringIfAny("StopSignal", config.StopSignal);
        if (config.StopTimeout is { } timeout)
        {
            json.WriteNumber("StopTimeout", timeout);
        }

        json.StringsIfAny("Shell", config.Shell);
    }

    private static void WriteHealthcheck(Utf8JsonWriter json, HealthcheckConfig check)
    {
        json.StringsIfAny("Test", check.Test);
        json.NumberIfSet("Interval", check.Interval);
        json.NumberIfSet("Timeout", check.Timeout);
        json.NumberIfSet("StartPeriod", check.StartPeriod);
        json.NumberIfSet("StartInterval", check.StartInterval);
        json.NumberIfSet("Retries", check.Retries);
    }
}
