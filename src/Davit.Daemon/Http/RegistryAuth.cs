using System.Buffers.Text;
using System.Text.Json;
using Davit.Api.Json;
using Davit.Api.System;
using Davit.Engine;
using Davit.Engine.Registries;

namespace Davit.Daemon.Http;

/// <summary>Credentials in the header <c>X-Registry-Auth</c>: JSON in base64url, or in base64 as some clients send it.</summary>
internal static class RegistryAuth
{
    private const string Header = "X-Registry-Auth";
    private const int Limit = 64 << 10;

    /// <summary>Null: there are none, or what there is cannot be read: a pull is then tried without, as docker does.</summary>
    public static Credentials? ReadLenient(ApiRequest request)
    {
        try
        {
            return Read(request);
        }
        catch (EngineException)
        {
            return null;
        }
    }

    /// <exception cref="EngineException">The header cannot be read.</exception>
    public static Credentials? Read(ApiRequest request)
    {
        var text = request.Http.Request.Headers[Header].ToString();
        if (text.Length is 0 or > Limit)
        {
            return text.Length == 0 ? null : throw Malformed("it is too long");
        }

        try
        {
            var json = Base64Url.DecodeFromChars(text.Replace('+', '-').Replace('/', '_').TrimEnd('='));
            var config = JsonSerializer.Deserialize(json, EngineApiJson.Wire.AuthConfig);
            return config is null ? null : ToEngine(config);
        }
        catch (Exception failure) when (failure is FormatException or JsonException)
        {
            throw Malformed("it is no JSON in base64");
        }
    }

    public static Credentials ToEngine(AuthConfig config)
    {
        var (username, password) = config.Auth is { Length: > 0 } auth && string.IsNullOrEmpty(config.Username) ? Split(auth) : (config.Username ?? "", config.Password ?? "");
        return new Credentials
        {
            Username = username,
            Password = password,
            IdentityToken = config.IdentityToken ?? "",
            RegistryToken = config.RegistryToken ?? "",
            ServerAddress = config.ServerAddress ?? "",
        };
    }

    private static (string Username, string Password) Split(string auth)
    {
        var text = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(auth)).Split(':', 2);
        return (text[0], text.Length > 1 ? text[1].Trim('\0') : "");
    }

    private static EngineException Malformed(string why) => new(ErrorKind.InvalidParameter, $"invalid {Header} header: {why}");
}
