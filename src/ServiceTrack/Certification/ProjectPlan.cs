using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ServiceTrack.Registers;
using ServiceTrack.Tenants;

namespace ServiceTrack.Certification;

/// <summary>
/// Writes what a scheme asks of a project into the registers: a row for each stage, planned one after the other, and one
/// for each paper. What is there already stays as it is, so it may be asked for again when the scheme has changed.
/// </summary>
public sealed class ProjectPlan(RegisterDesk desk)
{
    /// <returns>How many rows were added.</returns>
    public async Task<(int Stages, int Papers)> Write(RegisterEntry project, Scheme scheme, Caller caller, DateTimeOffset now, CancellationToken cancel)
    {
        var start = RegisterValues.Date(project.Fields["startedOn"])!.Value;
        var stages = 0;
        foreach (var planned in Stages(scheme, start))
            if (await Added(Certificates.Stages, new()
            {
                ["project"] = project.Id, ["stage"] = planned.Stage.Name.Zh, ["note"] = planned.Stage.Id,
                ["plannedFrom"] = RegisterValues.Text(planned.From), ["plannedUntil"] = planned.Until is { } until ? RegisterValues.Text(until) : null,
            }, caller, now, cancel)) stages++;
        var papers = 0;
        foreach (var paper in scheme.Papers)
            if (await Added(Certificates.Papers, new()
            {
                ["project"] = project.Id, ["number"] = paper.Number.ToString(CultureInfo.InvariantCulture), ["name"] = paper.Name.Zh, ["state"] = "missing",
            }, caller, now, cancel)) papers++;
        return (stages, papers);
    }

    /// <summary>
    /// Each stage from the end of the one before, by its longest duration. Where nobody says how long one takes, its end is
    /// open and the next is planned from the same day.
    /// </summary>
    public static IEnumerable<(Stage Stage, DateOnly From, DateOnly? Until)> Stages(Scheme scheme, DateOnly start)
    {
        foreach (var stage in scheme.Stages)
        {
            var until = stage.Days is { } days ? start.AddDays(days.To) : (DateOnly?)null;
            yield return (stage, start, until);
            start = until ?? start;
        }
    }

    private async Task<bool> Added(Register register, Dictionary<string, string?> fields, Caller caller, DateTimeOffset now, CancellationToken cancel)
    {
        var values = fields.ToImmutableDictionary(f => f.Key, f => JsonSerializer.SerializeToElement(f.Value));
        return (await desk.Add(register, values, caller, null, now, cancel)) switch
        {
            { Entry: not null } => true,
            { Refusal: Refusal.AlreadyExists } => false,
            var refused => throw new InvalidOperationException($"A plan does not fit {register.Name}: {refused.Refusal}."),
        };
    }
}
