using Microsoft.AspNetCore.Http;

namespace Davit.Registry.Tests.Hostile;

/// <summary>One thing that a registry does wrong: whom it hits, how often, and what happens instead of the right answer.</summary>
/// <param name="Method">The request's method.</param>
/// <param name="Path">A part of its path and query.</param>
/// <param name="Act">Answers instead; false: nothing was done, the right answer follows.</param>
public sealed record Misbehaviour(string Method, string Path, Func<HttpContext, Task<bool>> Act)
{
    private int left = int.MaxValue;

    /// <summary>Only so often; then the registry behaves.</summary>
    public Misbehaviour Times(int count)
    {
        left = count;
        return this;
    }

    internal bool Hits(HttpContext context) =>
        context.Request.Method == Method
        && (context.Request.Path + context.Request.QueryString.ToString()).Contains(Path, StringComparison.Ordinal)
        && Interlocked.Decrement(ref left) >= 0;
}
