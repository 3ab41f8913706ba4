using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceTrack.Activities;
using ServiceTrack.Journal;

namespace ServiceTrack.Evidence;

/// <summary>
/// What a pack is made from besides the leaves. It stands in the pack, so that everything else can be made again.
/// </summary>
/// <param name="From">Activities that happened from here on, to but not including <paramref name="To"/>.</param>
/// <param name="Zone">Name of the time zone, for reading; times follow from <paramref name="Offsets"/>, on machines that know no zones too.</param>
/// <param name="Kinds">Every kind the company has; those without an activity are gaps.</param>
/// <param name="Outlets">Names by id. The company's word at the making, not the journal's.</param>
/// <param name="Previous">Text of the previous pack's checkpoint; its proof stands in <see cref="PackFiles.Consistency"/>.</param>
/// <param name="OnlyOutlets">Ledgers show the records of these outlets, and what belongs to none by its nature; empty: all. Leaves are always complete.</param>
/// <param name="Registers">Every register the company has, with its columns.</param>
/// <param name="Scheme">The certification whose clauses the pack is ordered by; null: by ledger alone.</param>
/// <param name="Missing">Files that were recorded as handed in and are not in the pack, by the path they would have: it is incomplete.</param>
public sealed record PackParameters(
    int Version, string Tenant, string Company, DateTimeOffset From, DateTimeOffset To, string Zone,
    ImmutableArray<ZoneOffset> Offsets, bool Masked, ImmutableArray<PackKind> Kinds,
    ImmutableSortedDictionary<string, string> Outlets, string? Previous,
    ImmutableArray<string> OnlyOutlets, ImmutableArray<PackRegister> Registers, PackScheme? Scheme, ImmutableArray<string> Missing)
{
    /// <summary>Of the form of packs. Version 1 had no clauses and no registers.</summary>
    public const int Form = 2;

    private const int LeastYear = 1900, MostYear = 9000;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
    };

    public static PackParameters Of(string tenant, PackRequest request, DateTimeOffset until) => new(
        Form, tenant, request.Company, JournalTime.Cut(request.From), JournalTime.Cut(request.To), request.Zone.Id,
        ZoneOffset.Between(request.Zone, request.From, until), request.Masked,
        [.. request.Kinds.Select(k => new PackKind(k.Code, k.NameZh, k.NameEn))],
        request.Outlets.ToImmutableSortedDictionary(StringComparer.Ordinal), request.Previous?.Text,
        [.. request.OnlyOutlets.Order(StringComparer.Ordinal).Distinct()], request.Registers, request.Scheme, []);

    public byte[] Bytes() => CanonicalJson.Bytes(JsonSerializer.SerializeToNode(this, Strict));

    /// <exception cref="PackFaultException">Other bytes than these parameters would give.</exception>
    public static PackParameters Read(byte[] bytes)
    {
        try
        {
            var read = JsonSerializer.Deserialize<PackParameters>(bytes, Strict);
            if (read is { Version: Form, Offsets: { IsDefaultOrEmpty: false }, Kinds.IsDefault: false, OnlyOutlets.IsDefault: false, Missing.IsDefault: false }
                && read.From.Year is > LeastYear and < MostYear && read.To.Year is > LeastYear and < MostYear && read.Missing.SequenceEqual(read.Missing.Order(StringComparer.Ordinal))
                && read.Offsets[0].From == ZoneOffset.Minute(read.From) && PackRegister.AreSound(read.Registers) && read.Scheme?.IsSound() != false
                && read.Bytes().AsSpan().SequenceEqual(bytes))
                return read;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotCanonicalException)
        {
        }
        throw new PackFaultException(PackFiles.Parameters, "these are not the parameters of a pack");
    }

    public PackRegister? Register(string name) => Registers.FirstOrDefault(r => r.Name == name);

    /// <summary>Whether ledgers show what belongs to this outlet, or to none.</summary>
    public bool Shows(string? outlet) => OnlyOutlets.IsEmpty || (outlet is not null && OnlyOutlets.Contains(outlet));

    /// <summary>Whether a day, yyyy-MM-dd, lies in the window.</summary>
    public bool Holds(string day) => string.CompareOrdinal(day, FirstDay) >= 0 && IsBeforeEnd(day);

    [JsonIgnore] public string FirstDay => Local(From)[..10];

    /// <summary>Whether the day begins before the window's end.</summary>
    public bool IsBeforeEnd(string day) => string.CompareOrdinal(day + " 00:00:00", Local(To)) < 0;

    /// <summary>The last day that has begun before the window's end.</summary>
    [JsonIgnore] public string LastDay => Text(AsOf);

    [JsonIgnore] public DateOnly AsOf => Day(Local(To.AddMilliseconds(-1)));

    /// <summary>The first day of so many months up to the window's end.</summary>
    public string MonthsBack(int months) => Text(AsOf.AddDays(1).AddMonths(-months));

    private static DateOnly Day(string time) => DateOnly.ParseExact(time[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A time as the company's clocks showed it.</summary>
    public string Local(DateTimeOffset time)
    {
        var offset = Offsets[0];
        foreach (var later in Offsets)
            if (later.From <= time) offset = later;
        return time.ToUniversalTime().AddMinutes(offset.Minutes).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }
}

/// <summary>A kind's code in the journal and its names.</summary>
public sealed record PackKind(string Code, string Zh, string En);

/// <summary>The company's clocks run this many minutes ahead of UTC from here on.</summary>
public sealed record ZoneOffset(DateTimeOffset From, int Minutes)
{
    /// <summary>The minute that the time lies in.</summary>
    public static DateTimeOffset Minute(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    public static ImmutableArray<ZoneOffset> Between(TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset until)
    {
        var start = Minute(from);
        var offsets = ImmutableArray.CreateBuilder<ZoneOffset>();
        offsets.Add(new(start, At(start)));
        for (var day = start; day < until; day = day.AddDays(1))
            if (At(day.AddDays(1)) != At(day)) offsets.Add(new(Change(day), At(day.AddDays(1))));
        return offsets.ToImmutable();

        int At(DateTimeOffset time) => (int)zone.GetUtcOffset(time).TotalMinutes;

        DateTimeOffset Change(DateTimeOffset day)
        {
            var (before, after) = (0, 24 * 60);
            while (after - before > 1)
            {
                var middle = (before + after) / 2;
                if (At(day.AddMinutes(middle)) == At(day)) before = middle;
                else after = middle;
            }
            return day.AddMinutes(after);
        }
    }
}

/// <summary>What somebody wants in a pack.</summary>
public sealed record PackRequest
{
    /// <summary>The company's name.</summary>
    public required string Company { get; init; }

    public required DateTimeOffset From { get; init; }

    /// <summary>Not included.</summary>
    public required DateTimeOffset To { get; init; }

    public required TimeZoneInfo Zone { get; init; }
    public required ImmutableArray<Kind> Kinds { get; init; }
    public IReadOnlyDictionary<string, string> Outlets { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>False opens every personal value whole; whoever asks for that has a right and a stated reason.</summary>
    public bool Masked { get; init; } = true;

    /// <summary>Ids; empty for all.</summary>
    public ImmutableArray<string> OnlyOutlets { get; init; } = [];

    public ImmutableArray<PackRegister> Registers { get; init; } = PackRegister.All;
    public PackScheme? Scheme { get; init; }

    /// <summary>The previous pack's checkpoint, to be proved a prefix.</summary>
    public SignedCheckpoint? Previous { get; init; }
}
