namespace ServiceTrack.Registers;

/// <summary>What is wrong with an entry as it would stand, by its register and by itself.</summary>
public static class RegisterRules
{
    public static void Check(Register register, RegisterDraft draft, FieldErrors errors)
    {
        foreach (var field in register.Fields.Where(f => f.Required && draft[f.Name] is null)) errors.Add($"fields.{field.Name}", "Required.");
        if (register.EventDate is { } happened)
            errors.Require(!(draft.Date(happened) > draft.Today), $"fields.{happened}", "Lies in the future; only what has happened is recorded.");
        if (register is { ValidFrom: { } from, ValidUntil: { } until })
            errors.Require(!(draft.Date(until) < draft.Date(from)), $"fields.{until}", "Lies before the day it begins to hold.");
        if (register.Flow is { } flow) Step(register, flow, draft, errors);
        // Its own rule may rely on what is required.
        if (errors.Any || register.Rule is null) return;
        foreach (var (field, message) in register.Rule(draft)) errors.Add($"fields.{field}", message);
    }

    private static void Step(Register register, RegisterFlow flow, RegisterDraft draft, FieldErrors errors)
    {
        var (before, after) = (draft.Before?.GetValueOrDefault(flow.Field), draft[flow.Field]);
        if (after is null || after == before || (draft.Before is null && draft.Imported)) return;
        var first = register.Field(flow.Field)!.Choices[0].Value;
        if (draft.Before is null) errors.Require(after == first, $"fields.{flow.Field}", $"A new entry begins as {first}.");
        else if (!flow.Steps.Contains((before ?? first, after))) errors.Add($"fields.{flow.Field}", $"{after} does not follow {before ?? first}.");
    }
}
