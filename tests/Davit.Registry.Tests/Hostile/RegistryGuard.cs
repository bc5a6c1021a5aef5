using System.Text;
using Microsoft.AspNetCore.Http;

namespace Davit.Registry.Tests.Hostile;

/// <summary>Who may in, as a registry of a test sees it: everybody, or by password, or by token.</summary>
public sealed class RegistryGuard
{
    private int issued;

    /// <summary>The challenge's text; null: everybody may in.</summary>
    public string? Challenge { get; set; }

    public string Username { get; set; } = "user";

    public string Password { get; set; } = "secret";

    /// <summary>The refresh token that is accepted, and given to who asks for one.</summary>
    public string RefreshToken { get; set; } = "refresh-me";

    /// <summary>Whether a token needs a password.</summary>
    public bool AllowsAnonymous { get; set; }

    public int Issued => issued;

    /// <summary>Tokens issued before this number are not accepted any more.</summary>
    public int Oldest { get; set; }

    public double? ExpiresIn { get; set; } = 300;

    public string BasicHeader => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Username}:{Password}"));

    public bool Admits(string authorization) => Challenge is null
        || (Challenge.Contains("Basic", StringComparison.Ordinal) && authorization == BasicHeader)
        || (authorization.StartsWith("Bearer token-", StringComparison.Ordinal) && int.Parse(authorization["Bearer token-".Length..], null) > Oldest);

    /// <summary>The token server (distribution's specification and OAuth2's POST).</summary>
    public async Task IssueAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : null;
        var isGood = form?["grant_type"].ToString() switch
        {
            "refresh_token" => form["refresh_token"] == RefreshToken,
            "password" => form["username"] == Username && form["password"] == Password,
            _ => context.Request.Headers.Authorization == BasicHeader || (AllowsAnonymous && context.Request.Headers.Authorization.Count == 0),
        };
        if (!isGood)
        {
            context.Response.StatusCode = 401;
            await context.Response.WriteAsync("""{"errors":[{"code":"UNAUTHORIZED","message":"incorrect username or password"}]}""");
            return;
        }

        var number = Interlocked.Increment(ref issued);
        var refresh = context.Request.Query["offline_token"] == "true" ? $",\"refresh_token\":\"{RefreshToken}\"" : "";
        var life = ExpiresIn is { } seconds ? FormattableString.Invariant($",\"expires_in\":{seconds}") : "";
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($"{{\"token\":\"token-{number}\"{life}{refresh}}}");
    }
}
