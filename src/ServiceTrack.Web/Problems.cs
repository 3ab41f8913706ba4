using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Storage;

namespace ServiceTrack.Web;

/// <summary>Every refusal and failure as RFC 9457 problem details with a stable type.</summary>
public static class Problems
{
    public static ProblemHttpResult Of(Refusal refusal) => refusal switch
    {
        Refusal.Invalid invalid => Invalid(invalid.Errors.ToDictionary(e => e.Key, e => e.Value.ToArray())),
        Refusal.NotAllowedInStatus x => Make(409, "not-allowed-in-status", "Not allowed in this status",
            $"'{x.Verb}' is not allowed: it is {x.Status}."),
        Refusal.AlreadyExists x => Make(409, "already-exists", "Already exists", $"{x.Field} is taken by {x.Id}.",
            new() { [x.Field] = [$"Taken by {x.Id}."] }),
        Refusal.Stale x => Make(412, "stale", "Changed by somebody else", $"It now stands at version {x.Version}."),
        Refusal.NotFound => NotFound(),
        Refusal.KeyReused => Make(422, "idempotency-key-reused", "Idempotency key reused",
            "The key was used before with another body.", new() { ["Idempotency-Key"] = ["Used before with another body."] }),
        _ => throw new InvalidOperationException($"No problem for {refusal}."),
    };

    public static ProblemHttpResult Invalid(Dictionary<string, string[]> errors) => Make(400, "invalid", "Invalid request",
        string.Join(" ", errors.Select(e => $"{e.Key}: {string.Join(" ", e.Value)}")), errors);

    public static ProblemHttpResult Invalid(string field, string message) => Invalid(new Dictionary<string, string[]> { [field] = [message] });

    public static ProblemHttpResult NotFound() => Make(404, "not-found", "Not found", "There is no such thing here.");

    public static ProblemHttpResult Unauthorized() => Make(401, "sign-in-needed", "Sign in", "Sign in, or send a valid API token.");

    public static ProblemHttpResult Forbidden(string detail) => Make(403, "no-right", "No right", detail);

    public static ProblemHttpResult AccessEnded(DateTimeOffset end) => Make(403, "access-ended", "Access ended",
        string.Create(CultureInfo.InvariantCulture, $"Your access to this company ended at {end:yyyy-MM-dd'T'HH:mm:ss'Z'}. Ask the company if you need it again."));

    public static ProblemHttpResult NotShared() => Make(403, "not-shared", "Not shared", "The company shared some records with you; this is none of them.");

    public static ProblemHttpResult Make(int status, string type, string title, string detail, Dictionary<string, string[]>? errors = null) =>
        TypedResults.Problem(detail, null, status, title, $"/problems/{type}",
            errors is null ? null : new Dictionary<string, object?> { ["errors"] = errors });

    /// <summary>Failures that were thrown: what cannot be read, and what cannot be kept.</summary>
    public static WebApplication UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context => Thrown(context).ExecuteAsync(context),
            // What a caller got wrong is the caller's to know, not the operator's.
            SuppressDiagnosticsCallback = thrown => thrown.Exception is RequestRefusedException or BrokenCursorException or BlobTooLargeException or BadHttpRequestException,
        });
        app.UseStatusCodePages(async context =>
        {
            if (context.HttpContext.Request.Path.StartsWithSegments("/api"))
                await OfStatus(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext);
        });
        return app;
    }

    private static ProblemHttpResult OfStatus(int status) => status switch
    {
        401 => Unauthorized(),
        403 => Forbidden("You have no right to this."),
        404 => NotFound(),
        405 => Make(405, "method-not-allowed", "Method not allowed", "This address does not answer to that method."),
        415 => Make(415, "unsupported-media-type", "Unsupported media type", "Send application/json."),
        429 => Make(429, "too-many-requests", "Too many requests", "Wait as long as Retry-After says."),
        _ => Make(status, "failed", "The request failed", "The request could not be answered."),
    };

    private static ProblemHttpResult Thrown(HttpContext context) => context.Features.Get<IExceptionHandlerFeature>()?.Error switch
    {
        RequestRefusedException { Field: "" } e => Make(e.Status, "unsupported-media-type", "Cannot be read", e.Message),
        RequestRefusedException e => Make(e.Status, "invalid", "Invalid request", $"{e.Field}: {e.Message}", new() { [e.Field] = [e.Message] }),
        BrokenCursorException => Invalid("cursor", "Does not belong to this list."),
        BlobTooLargeException e => Make(413, "too-large", "Too large", e.Message, new() { ["file"] = [e.Message] }),
        BadHttpRequestException { StatusCode: 413 } => Make(413, "too-large", "Too large", "The request is larger than is taken."),
        BadHttpRequestException e => Make(e.StatusCode, "invalid", "Invalid request", e.Message),
        StoreUnavailableException => Make(503, "unavailable", "Cannot be kept now", "Nothing was stored; try again in a moment."),
        _ => Make(500, "failed", "Something went wrong", "It is on our record; nothing was half done."),
    };
}
