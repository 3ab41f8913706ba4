using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Registers;

namespace ServiceTrack.Tests.Registers;

/// <summary>Entries for rules that need no store.</summary>
public static class Entry
{
    public static RegisterEntry Of(Register register, string id, params (string Field, string Value)[] fields) => new(
        id, register.Name, 1, fields.ToImmutableSortedDictionary(f => f.Field, f => f.Value), [], default, default, "person/p", Recorded.AtTheTime, false);

    public static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
