using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Activities;

public sealed class ActivityOrderTests
{
    [Theory]
    [InlineData("sort=dueAt")]
    [InlineData("sort=dueAt&status=open")]
    [InlineData("sort=dueAt&status=open&kind=repair&kind=complaint")]
    public async Task what_is_due_first_stands_first_whatever_else_is_asked(string filters)
    {
        await using var host = await TestHost.Start();
        var company = await host.Company("north");
        // Promised by the default policy: five working days, four hours to answer; then sixteen; an urgent one eight.
        var repair = await company.Log(new { kind = "repair", text = "漏水", channel = "hotline" });
        var complaint = await company.Log(new { kind = "complaint", text = "太慢", channel = "hotline" });
        var urgent = await company.Log(new { kind = "repair", text = "断电", channel = "hotline", priority = "urgent" });
        var list = await company.Get($"/api/v1/activities?{filters}");
        Assert.Equal(
            [(string)urgent["id"]!, (string)complaint["id"]!, (string)repair["id"]!],
            list["items"]!.AsArray().Select(a => (string)a!["id"]!));
    }
}
