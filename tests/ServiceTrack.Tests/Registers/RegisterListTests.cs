using System.Text.RegularExpressions;
using ServiceTrack.Registers;

namespace ServiceTrack.Tests.Registers;

/// <summary>Declarations are data, and this is what the mechanism relies on in them.</summary>
public sealed class RegisterListTests
{
    public static TheoryData<string> Names => [.. RegisterList.All.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void a_declaration_names_only_what_it_has(string name)
    {
        var register = RegisterList.Named(name)!;
        Assert.Matches("^[a-z][a-z-]*$", name);
        Assert.Equal(register.Fields.Length, register.Fields.Select(f => f.Name).Distinct().Count());
        Assert.NotNull(register.Field(register.Title));
        foreach (var date in new[] { register.EventDate, register.ValidFrom, register.ValidUntil }.OfType<string>())
            Assert.Equal(RegisterFieldType.Date, register.Field(date)?.Type);
        Assert.True(register.EventDate is null || register.ValidFrom is null, "It is dated or it holds for a time, not both.");
        if (register.EventDate is { } happened) Assert.True(register.Field(happened)!.Required);
        Assert.InRange(register.Filters.Length, 0, RegisterEntry.MostFilters);
        Assert.All(register.Filters, f => Assert.True(register.Field(f) is { Mask: null, Type: not RegisterFieldType.Links }, $"{f} cannot be a filter."));
        Assert.All(register.Unique, f => Assert.True(register.Field(f)!.Required));
        if (register.Balance is { } balance) Assert.All(balance.Key, k => Assert.True(register.Field(k) is { Required: true, Mask: null }));
        if (register.Flow is { } flow)
        {
            var choices = register.Field(flow.Field)!.Choices.Select(c => c.Value).ToList();
            Assert.True(register.Field(flow.Field)!.Required);
            Assert.True(flow.Since is null || register.Field(flow.Since)!.Type == RegisterFieldType.Date);
            Assert.All(flow.Steps, s => Assert.True(choices.Contains(s.From) && choices.Contains(s.To)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void a_field_says_what_its_type_needs(string name)
    {
        string[] others = [Register.Outlets, Register.People, Register.Activities, Register.Kinds];
        Assert.All(RegisterList.Named(name)!.Fields, f =>
        {
            Assert.True(Regex.IsMatch(f.Name, "^[a-z][A-Za-z0-9]*$"), f.Name);
            Assert.NotEqual("", f.NameZh);
            Assert.NotEqual("", f.NameEn);
            Assert.Equal(f.Type == RegisterFieldType.Choice, f.Choices.Length > 0);
            Assert.Equal(f.Type is RegisterFieldType.Link or RegisterFieldType.Links, f.Target is not null);
            Assert.True(f.Target is null || others.Contains(f.Target) || RegisterList.Named(f.Target) is not null, $"{f.Name} links to {f.Target}.");
            Assert.True(f.Mask is null || f.Type is RegisterFieldType.Text or RegisterFieldType.LongText, "Only a text has a masked form.");
        });
    }
}
