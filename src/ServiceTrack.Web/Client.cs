using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace ServiceTrack.Web;

/// <summary>Serves the client as npm built it: the desk at every address that is not the API's, and sign-in on a page of its own.</summary>
public static class Client
{
    private static readonly FileExtensionContentTypeProvider Types = new();

    // An unknown address below these is no page.
    private static readonly PathString[] Others = ["/api", "/hubs", "/openapi", "/healthz"];

    public static void MapClient(this WebApplication app)
    {
        if (Folder(app.Environment) is not { } folder)
        {
            app.Logger.LogWarning("The client is not built, so only the API answers: build without -p:BuildClient=false, or run npm ci and npm run build in src/client.");
            return;
        }
        var files = new PhysicalFileProvider(folder);
        // Not a fallback route: one would stand beside the API's routes and turn their 405 into 404.
        app.Use((context, next) => IsPage(context) ? Send(context, files) : next(context));
    }

    private static bool IsPage(HttpContext context) =>
        context.GetEndpoint() is null
        && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && !Others.Any(root => context.Request.Path.StartsWithSegments(root));

    private static string? Folder(IWebHostEnvironment environment) => new[]
    {
        Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        Path.Combine(environment.ContentRootPath, "..", "client", "dist"),
    }.Select(Path.GetFullPath).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "index.html")));

    private static async Task Send(HttpContext context, PhysicalFileProvider files)
    {
        var (request, response) = (context.Request, context.Response);
        var path = request.Path.Value ?? "/";
        if (path is "/sign-in" or "/verify") path += ".html";
        var isAsset = path.StartsWith("/assets/", StringComparison.Ordinal);
        if (!files.GetFileInfo(path).Exists && !isAsset) path = "/index.html";
        if (files.GetFileInfo(path) is not { Exists: true } plain)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var (file, encoding) = Smallest(request, files, path, plain);
        response.ContentType = Types.TryGetContentType(path, out var type) ? type : "application/octet-stream";
        response.Headers.Vary = "Accept-Encoding";
        if (encoding is not null) response.Headers.ContentEncoding = encoding;
        // Names of assets carry the hash of what is in them; pages name the assets and are asked for each time.
        response.Headers.CacheControl = isAsset ? "public, max-age=31536000, immutable" : "no-cache";
        var tag = new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{file.LastModified.UtcTicks:x}-{file.Length:x}\"");
        await TypedResults.PhysicalFile(file.PhysicalPath!, response.ContentType, entityTag: tag).ExecuteAsync(context);
    }

    private static (IFileInfo File, string? Encoding) Smallest(HttpRequest request, PhysicalFileProvider files, string path, IFileInfo plain)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding.Where(e => e.Quality is not 0).Select(e => e.Value.Value).ToHashSet();
        foreach (var (ending, encoding) in ((string, string)[])[(".br", "br"), (".gz", "gzip")])
            if (accepted.Contains(encoding) && files.GetFileInfo(path + ending) is { Exists: true } file) return (file, encoding);
        return (plain, null);
    }
}
