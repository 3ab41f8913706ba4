using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Notifications;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Notifications;

/// <param name="Problem">Why the mail server did not take it the last time.</param>
public sealed record LetterView(
    string Id, string To, string Subject, DateTimeOffset WrittenAt, LetterState State, int Tries, DateTimeOffset? SentAt, string? Problem);

/// <summary>What was mailed, what waits and why.</summary>
public static class LetterRoutes
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) =>
        services.AddSingleton<IMail, SmtpMail>().AddSingleton<IWorker, MailWorker>();

    public static void MapNotifications(this IEndpointRouteBuilder api) =>
        api.MapGet("/letters", Letters).Needs(Right.Administer).WithName("listLetters").WithTags("Notifications");

    private static async Task<Ok<PageView<LetterView>>> Letters(HttpRequest request, ITenantStore store, CancellationToken cancel)
    {
        var page = await store.Query(Letter.Collection, new()
        {
            OrderBy = "writtenAt", Descending = true, Limit = Paging.LimitOf(request.Query),
            Cursor = request.Query["cursor"].ToString() is { Length: > 0 } cursor ? cursor : null,
        }, cancel);
        return TypedResults.Ok(new PageView<LetterView>([.. page.Items.Select(l => l.Value).Select(l =>
            new LetterView(l.Id, l.To, l.Subject, l.WrittenAt, l.State, l.Tries, l.SentAt, l.Problem))], page.Next));
    }
}
