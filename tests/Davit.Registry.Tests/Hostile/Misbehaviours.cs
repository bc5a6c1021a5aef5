using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Davit.Registry.Tests.Hostile;

/// <summary>The catalogue of what registries, and those in between, do wrong.</summary>
public static class Misbehaviours
{
    public static Func<HttpContext, Task<bool>> Status(int status, string body = "", params (string Name, string Value)[] headers) => async context =>
    {
        Head(context, status, headers);
        if (body.Length > 0)
        {
            await context.Response.WriteAsync(body);
        }

        return true;
    };

    /// <summary>An answer with these bytes, whatever was asked for.</summary>
    public static Func<HttpContext, Task<bool>> Content(byte[] content, string type, params (string Name, string Value)[] headers) => async context =>
    {
        Head(context, 200, headers);
        context.Response.ContentType = type;
        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content);
        return true;
    };

    public static Func<HttpContext, Task<bool>> Redirect(Func<HttpContext, string> to, int status = 307) => context =>
    {
        Head(context, status, ("Location", to(context)));
        return Task.FromResult(true);
    };

    /// <summary>The right headers for the whole, then so many bytes, then the connection breaks.</summary>
    public static Func<HttpContext, Task<bool>> Cut(byte[] content, int after, bool honoursRange = true) => async context =>
    {
        var from = honoursRange ? FirstByte(context) : 0;
        Head(context, from > 0 ? 206 : 200);
        if (from > 0)
        {
            context.Response.Headers.ContentRange = $"bytes {from}-{content.Length - 1}/{content.Length}";
        }

        context.Response.ContentLength = content.Length - from;
        await context.Response.Body.WriteAsync(content.AsMemory(from, Math.Min(after, content.Length - from)));
        return true; // fewer bytes than announced: the server sends them, and closes the connection
    };

    /// <summary>Bytes without end and without a length.</summary>
    public static Func<HttpContext, Task<bool>> Endless(byte[]? first = null) => async context =>
    {
        Head(context, 200);
        await context.Response.Body.WriteAsync(first ?? []);
        var noise = new byte[64 << 10];
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(noise, context.RequestAborted);
        }

        return true;
    };

    /// <summary>So many bytes of the whole, and then silence (slow loris).</summary>
    public static Func<HttpContext, Task<bool>> Stall(byte[] content, int after) => async context =>
    {
        Head(context, 200);
        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content.AsMemory(0, after));
        await context.Response.Body.FlushAsync();
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        return true;
    };

    /// <summary>Takes so many bytes of a request's body, keeps them if it is told to, and breaks the connection.</summary>
    public static Func<HttpContext, Task<bool>> CutUpload(int after, Action<byte[]>? keep = null) => async context =>
    {
        var buffer = new byte[after];
        var count = await context.Request.Body.ReadAtLeastAsync(buffer, after, throwOnEndOfStream: false);
        keep?.Invoke(buffer[..count]);
        context.Abort();
        return true;
    };

    /// <summary>The first byte that a request asks for.</summary>
    public static int FirstByte(HttpContext context)
    {
        var range = context.Request.Headers.Range.ToString();
        return range.StartsWith("bytes=", StringComparison.Ordinal) && range.EndsWith('-') ? int.Parse(range[6..^1], CultureInfo.InvariantCulture) : 0;
    }

    private static void Head(HttpContext context, int status, params (string Name, string Value)[] headers)
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            context.Response.Headers.Append(name, value);
        }
    }
}
