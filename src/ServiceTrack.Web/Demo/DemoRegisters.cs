using System.Globalization;
using System.Text.Json;
using ServiceTrack.Dashboard;
using ServiceTrack.Registers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Demo;

/// <summary>One entry of the demo, or the next state of one.</summary>
/// <param name="Day">Before today, when it is recorded.</param>
/// <param name="Key">What later ones call it by; a key that was used before means a change.</param>
/// <param name="Fields">"field=value"; "#-30" is the day thirty days before today, "@key" the entry of that key, "@outlet1" an outlet.</param>
public sealed record DemoEntry(int Day, string Register, string Key, params string[] Fields);

/// <summary>Keeps the demo's registers as its days go by, through the desk that people use.</summary>
public sealed class DemoRegisters(ITenantStore store, Setup setup, IDocuments directory, DemoCompany company, DateTimeOffset now)
{
    private readonly RegisterDesk desk = new(store, setup, directory);
    private readonly Queue<DemoEntry> coming = new(DemoRegisterTexts.All.OrderBy(e => e.Day));
    private readonly Dictionary<string, RegisterEntry> known = [];
    private readonly DateOnly today = LocalDays.DayOf(now, TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone));

    /// <summary>Records what falls before a time.</summary>
    public async Task Until(DateTimeOffset at, CancellationToken cancel)
    {
        while (coming.TryPeek(out var next) && now.AddDays(next.Day) <= at) await Record(coming.Dequeue(), cancel);
    }

    private async Task Record(DemoEntry entry, CancellationToken cancel)
    {
        var register = RegisterList.Named(entry.Register)!;
        var fields = known.TryGetValue(entry.Key, out var before) ? before.Fields.ToDictionary() : [];
        foreach (var field in entry.Fields)
        {
            var at = field.IndexOf('=', StringComparison.Ordinal);
            fields[field[..at]] = string.Join(',', field[(at + 1)..].Split(',').Select(Value));
        }
        var values = fields.ToDictionary(f => f.Key, f => JsonSerializer.SerializeToElement(f.Value));
        var handled = before is null
            ? await desk.Add(register, values, company.Desk, null, now.AddDays(entry.Day), cancel)
            : await desk.Change(register, before.Id, values, company.Desk, null, now.AddDays(entry.Day), cancel);
        known[entry.Key] = handled.Entry ?? throw new InvalidOperationException($"The demo's {entry.Key} was refused: {Reason(handled.Refusal)}.");
    }

    private string Value(string text) =>
        text.StartsWith('#') ? RegisterValues.Text(today.AddDays(int.Parse(text[1..], CultureInfo.InvariantCulture)))
        : text == "@month" ? RegisterValues.Text(today.AddDays(-today.Day))
        : text == "@monthBefore" ? RegisterValues.Text(today.AddDays(-today.Day + 1).AddMonths(-1).AddDays(-1))
        : text.StartsWith("@outlet", StringComparison.Ordinal) ? company.Outlets[int.Parse(text[7..], CultureInfo.InvariantCulture)]
        : text.StartsWith('@') ? known[text[1..]].Id
        : text;

    private static string Reason(Refusal? refusal) =>
        refusal is Refusal.Invalid invalid ? string.Join(" ", invalid.Errors.Select(e => $"{e.Key}: {string.Join(" ", e.Value)}")) : $"{refusal}";
}
