namespace ServiceTrack.Web;

/// <summary>One page of a list; <see cref="Next"/> is the cursor of the next one.</summary>
public sealed record PageView<T>(IReadOnlyList<T> Items, string? Next);

public static class Paging
{
    public const int Most = 200;

    /// <exception cref="RequestRefusedException">Not a number from 1 to 200.</exception>
    public static int LimitOf(IQueryCollection query)
    {
        var text = query["limit"].ToString();
        if (text.Length == 0) return 50;
        return int.TryParse(text, out var limit) && limit is >= 1 and <= Most ? limit
            : throw new RequestRefusedException(StatusCodes.Status400BadRequest, "limit", $"Must be a number from 1 to {Most}.");
    }
}
