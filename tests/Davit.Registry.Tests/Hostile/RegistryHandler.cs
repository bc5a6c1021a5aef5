using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Davit.Oci;
using Microsoft.AspNetCore.Http;

namespace Davit.Registry.Tests.Hostile;

/// <summary>A registry that does what the distribution specification says, in memory.</summary>
internal sealed partial class RegistryHandler(RegistryContent content)
{
    public string UploadsAt { get; set; } = "";

    public Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path == "/v2/")
        {
            return WriteAsync(context, 200, "{}"u8.ToArray(), "application/json");
        }

        if (path == "/v2/_catalog")
        {
            var names = content.Manifests.Keys.Select(key => key.Split('@')[0]).Distinct().Order();
            return WriteAsync(context, 200, JsonSerializer.SerializeToUtf8Bytes(new { repositories = names }), "application/json");
        }

        var match = Route().Match(path);
        return !match.Success ? RefuseAsync(context, 404, "UNSUPPORTED") : (match.Groups[2].Value, context.Request.Method) switch
        {
            ("manifests", "GET" or "HEAD") => GetManifestAsync(context, match.Groups[1].Value, match.Groups[3].Value),
            ("manifests", "PUT") => PutManifestAsync(context, match.Groups[1].Value, match.Groups[3].Value),
            ("manifests", "DELETE") => DeleteManifestAsync(context, match.Groups[1].Value, match.Groups[3].Value),
            ("blobs/uploads", _) => UploadAsync(context, match.Groups[1].Value, match.Groups[3].Value),
            ("blobs", "GET" or "HEAD") => GetBlobAsync(context, match.Groups[3].Value),
            ("tags", "GET") => GetTagsAsync(context, match.Groups[1].Value),
            _ => RefuseAsync(context, 404, "NAME_UNKNOWN"),
        };
    }

    public static Task RefuseAsync(HttpContext context, int status, string code) => WriteAsync(
        context, status, JsonSerializer.SerializeToUtf8Bytes(new { errors = new[] { new { code, message = code.ToLowerInvariant().Replace('_', ' ') } } }), "application/json");

    private Task GetManifestAsync(HttpContext context, string repository, string reference)
    {
        if (!content.Manifests.TryGetValue($"{repository}@{reference}", out var manifest))
        {
            return RefuseAsync(context, 404, "MANIFEST_UNKNOWN");
        }

        context.Response.Headers["Docker-Content-Digest"] = Digest.Of(manifest.Content).Text;
        return WriteAsync(context, 200, manifest.Content, manifest.Type);
    }

    private async Task PutManifestAsync(HttpContext context, string repository, string reference)
    {
        var body = await BodyAsync(context);
        var stored = content.AddManifest(repository, reference, body, context.Request.ContentType ?? "");
        context.Response.Headers["Docker-Content-Digest"] = stored.Digest.Text;
        context.Response.StatusCode = 201;
    }

    private Task DeleteManifestAsync(HttpContext context, string repository, string reference)
    {
        if (!content.Manifests.TryRemove($"{repository}@{reference}", out _))
        {
            return RefuseAsync(context, 404, "MANIFEST_UNKNOWN");
        }

        context.Response.StatusCode = 202;
        return Task.CompletedTask;
    }

    private Task GetTagsAsync(HttpContext context, string repository)
    {
        var tags = content.Manifests.Keys.Where(key => key.StartsWith(repository + "@", StringComparison.Ordinal) && !key.Contains(':', StringComparison.Ordinal))
            .Select(key => key[(repository.Length + 1)..]).Order().ToList();
        return tags.Count == 0
            ? RefuseAsync(context, 404, "NAME_UNKNOWN")
            : WriteAsync(context, 200, JsonSerializer.SerializeToUtf8Bytes(new { name = repository, tags }), "application/json");
    }

    private async Task GetBlobAsync(HttpContext context, string digest)
    {
        if (!content.Blobs.TryGetValue(digest, out var blob))
        {
            await RefuseAsync(context, 404, "BLOB_UNKNOWN");
            return;
        }

        var from = Misbehaviours.FirstByte(context);
        if (from >= blob.Length && from > 0)
        {
            await RefuseAsync(context, 416, "RANGE_INVALID");
            return;
        }

        if (from > 0)
        {
            context.Response.Headers.ContentRange = $"bytes {from}-{blob.Length - 1}/{blob.Length}";
        }

        await WriteAsync(context, from > 0 ? 206 : 200, blob[from..], "application/octet-stream");
    }

    private async Task UploadAsync(HttpContext context, string repository, string id)
    {
        if (context.Request.Method == "POST")
        {
            Begin(context, repository);
            return;
        }

        if (!content.Uploads.TryGetValue(id, out var upload))
        {
            await RefuseAsync(context, 404, "BLOB_UPLOAD_UNKNOWN");
            return;
        }

        if (context.Request.Headers.ContentRange.ToString() is { Length: > 0 } range && !range.StartsWith($"{upload.Length}-", StringComparison.Ordinal))
        {
            await RefuseAsync(context, 416, "RANGE_INVALID");
            return;
        }

        upload.Write(await BodyAsync(context));
        await FinishAsync(context, repository, id, upload);
    }

    private void Begin(HttpContext context, string repository)
    {
        if (context.Request.Query["mount"].ToString() is { Length: > 0 } mount && content.Blobs.ContainsKey(mount))
        {
            context.Response.Headers["Docker-Content-Digest"] = mount;
            context.Response.StatusCode = 201;
            return;
        }

        var id = Guid.NewGuid().ToString("N");
        content.Uploads[id] = new MemoryStream();
        Locate(context, repository, id, 202);
    }

    private async Task FinishAsync(HttpContext context, string repository, string id, MemoryStream upload)
    {
        switch (context.Request.Method)
        {
            case "PUT" when context.Request.Query["digest"] == Digest.Of(upload.ToArray()).Text:
                content.Uploads.TryRemove(id, out _);
                context.Response.Headers["Docker-Content-Digest"] = content.AddBlob(upload.ToArray()).Digest.Text;
                context.Response.StatusCode = 201;
                break;
            case "PUT":
                await RefuseAsync(context, 400, "DIGEST_INVALID");
                break;
            case "DELETE":
                content.Uploads.TryRemove(id, out _);
                context.Response.StatusCode = 204;
                break;
            default:
                Locate(context, repository, id, context.Request.Method == "GET" ? 204 : 202);
                break;
        }
    }

    private void Locate(HttpContext context, string repository, string id, int status)
    {
        var length = content.Uploads[id].Length;
        context.Response.Headers.Location = $"{UploadsAt}/v2/{repository}/blobs/uploads/{id}?_state=x";
        context.Response.Headers.Range = string.Create(CultureInfo.InvariantCulture, $"0-{Math.Max(0, length - 1)}");
        context.Response.StatusCode = status;
    }

    private static async Task<byte[]> BodyAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        return body.ToArray();
    }

    private static async Task WriteAsync(HttpContext context, int status, byte[] body, string type)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        if (context.Request.Method != "HEAD")
        {
            await context.Response.Body.WriteAsync(body);
        }
    }

    [GeneratedRegex("^/v2/(.+?)/(blobs/uploads|manifests|blobs|tags|referrers)/([^/]*)$")]
    private static partial Regex Route();
}
