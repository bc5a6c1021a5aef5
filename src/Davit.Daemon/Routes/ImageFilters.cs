using Davit.Daemon.Http;
using Davit.Engine.Filtering;

namespace Davit.Daemon.Routes;

/// <summary>The filters of an image listing, with the older parameter that named one repository.</summary>
internal static class ImageFilters
{
    /// <summary><c>filter=NAME</c> was removed in API 1.41; before, it was a reference filter.</summary>
    public static Filters Read(ApiRequest request)
    {
        var filters = request.Filters();
        var name = request.Query("filter");
        return request.Version < new ApiVersion(1, 41) && name.Length > 0
            ? Filters.Of([.. filters.Keys.SelectMany(key => filters.Get(key).Select(value => (key, value))), ("reference", name)])
            : filters;
    }
}
