using ServiceTrack.Activities;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web;

public static class Idempotency
{
    /// <summary>Null where the request carries no key.</summary>
    /// <exception cref="RequestRefusedException">The key is empty or longer than 200 characters.</exception>
    public static IdempotencyKey? Of(HttpRequest request, Caller caller, string route, ReadOnlySpan<byte> body)
    {
        if (!request.Headers.TryGetValue("Idempotency-Key", out var header)) return null;
        var key = header.ToString();
        return key.Length is >= 1 and <= 200 ? IdempotencyKey.For(caller.By, route, key, body)
            : throw new RequestRefusedException(StatusCodes.Status400BadRequest, "Idempotency-Key", "Must be 1 to 200 characters long.");
    }

    public static void Mark(HttpResponse response, Handled handled)
    {
        if (handled.Replayed) response.Headers["Idempotency-Replayed"] = "true";
    }
}
