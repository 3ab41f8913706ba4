namespace ServiceTrack.Web;

/// <summary>A thing's version as its entity tag, and the version a request says it has seen.</summary>
public static class ETag
{
    public static void Set(HttpResponse response, long version) => response.Headers.ETag = $"\"{version}\"";

    /// <summary>Null where the request has no condition.</summary>
    /// <exception cref="RequestRefusedException">The header is not one of our tags.</exception>
    public static long? IfMatch(HttpRequest request)
    {
        var header = request.Headers.IfMatch.ToString().Trim();
        if (header is "" or "*") return null;
        return long.TryParse(header.Trim('"'), out var version) ? version
            : throw new RequestRefusedException(StatusCodes.Status400BadRequest, "If-Match", "Must be an ETag of this activity.");
    }
}
