using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceTrack.Registers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Registers;

public sealed class RegisterJournalTests : RegisterTest
{
    [Fact]
    public async Task what_is_about_a_person_is_sealed_and_masked()
    {
        var id = await Add("staff", new { staffNumber = "S1", name = "王小明", duty = "agent", joinedOn = "2026-01-01", idNumber = "110101199001011234", phone = "13812345678" });
        var recorded = (await Host.Store.For(Company.Tenant).Stream(RegisterEntry.StreamOf("staff", id), TestContext.Current.CancellationToken)).Single();
        var leaf = Encoding.UTF8.GetString(recorded.Leaf.Span);
        Assert.DoesNotContain("王小明", leaf);
        Assert.DoesNotContain("1234", leaf);
        Assert.Equal("S1", (string)JsonNode.Parse(leaf)!["data"]!["fields"]!["staffNumber"]!);
        Assert.Equal(["fields.idNumber", "fields.name", "fields.phone"], JsonNode.Parse(leaf)!["personal"]!.AsObject().Select(p => p.Key));

        var auditor = await Host.Member(Company, Role.Auditor);
        var seen = JsonNode.Parse(await auditor.GetStringAsync($"/api/v1/staff/{id}"))!;
        Assert.True((bool)seen["masked"]!);
        Assert.Equal(("王**", "110***********1234", "138****5678"), ((string)seen["fields"]!["name"]!, (string)seen["fields"]!["idNumber"]!, (string)seen["fields"]!["phone"]!));
        var history = await auditor.GetStringAsync($"/api/v1/staff/{id}/history");
        Assert.DoesNotContain("王小明", history);
        Assert.Contains("王**", history);
    }

    [Fact]
    public async Task who_may_not_see_a_value_cannot_wipe_it_out_by_a_change()
    {
        var id = await Add("serials", new { serialNo = "SN-000012345", product = await Product(), customer = "李四" });
        var (_, token) = await Company.Client.Post("/api/v1/tokens", new { name = "x", rights = new[] { "read", "handle" } });
        var blind = Host.Anonymous();
        blind.DefaultRequestHeaders.Authorization = new("Bearer", (string)token["token"]!);
        var product = (string)(await Company.Get($"/api/v1/serials/{id}"))["fields"]!["product"]!;
        var (response, body) = await Put("serials", id, new { product, daysInRepair = 3 }, blind);
        Assert.True(response.IsSuccessStatusCode, body.ToJsonString());
        Assert.Equal("李*", (string)body["fields"]!["customer"]!);
        var whole = (await Company.Get($"/api/v1/serials/{id}"))["fields"]!;
        Assert.Equal(("李四", "SN-000012345", 3), ((string)whole["customer"]!, (string)whole["serialNo"]!, (int)whole["daysInRepair"]!));
    }

    [Fact]
    public async Task an_event_is_told_at_its_own_day_and_says_how_late_it_was_recorded()
    {
        var person = await Person();
        var soon = await Add("training", new { heldOn = "2026-11-19", topic = "昨天", kind = "skills", staff = person });
        var late = await Add("training", new { heldOn = "2026-11-10", topic = "上周", kind = "skills", staff = person });
        Assert.Equal(["atTheTime", "later"], [await Recorded("training", soon), await Recorded("training", late)]);
        var leaf = (await Host.Store.For(Company.Tenant).Stream(RegisterEntry.StreamOf("training", late), TestContext.Current.CancellationToken)).Single();
        Assert.Equal(new DateTimeOffset(2026, 11, 10, 0, 0, 0, TimeSpan.FromHours(8)), leaf.At);
        Assert.Equal(TestHost.FridayMorning, leaf.RecordedAt);
    }

    [Fact]
    public async Task to_fill_in_and_to_go_on_is_not_to_amend()
    {
        var (owner, other) = (await Person(), await Person());
        var id = await Add("corrective-actions", new { openedOn = "2026-11-20", problem = "接听慢", source = "review", state = "open", owner, dueOn = "2026-12-01" });
        var done = new { openedOn = "2026-11-20", problem = "接听慢", source = "review", state = "done", owner, dueOn = "2026-12-01", cause = "人手不足", action = "排班", doneOn = "2026-11-20" };
        Assert.False((bool)(await Put("corrective-actions", id, done)).Body["amended"]!);
        Assert.True((bool)(await Put("corrective-actions", id, done with { owner = other })).Body["amended"]!);
    }

    /// <summary>The stored entry holds nothing that the journal does not.</summary>
    [Fact]
    public async Task the_stream_alone_gives_the_entry()
    {
        var id = await Add("staff", new { staffNumber = "S1", name = "王小明", duty = "agent", joinedOn = "2026-01-01", phone = "13812345678" });
        Host.Clock.Pass(TimeSpan.FromHours(1));
        await Put("staff", id, new { staffNumber = "S1", name = "王小明", duty = "technician", joinedOn = "2026-01-01" });
        var store = Host.Store.For(Company.Tenant);
        var stored = (await store.Find(RegisterEntry.Collection, id, TestContext.Current.CancellationToken))!.Value;
        var folded = RegisterEvents.Fold(RegisterList.Named("staff")!, id, await store.Stream(RegisterEntry.StreamOf("staff", id), TestContext.Current.CancellationToken))!;
        Assert.Equal(JsonSerializer.Serialize(stored, StoredJson.Options), JsonSerializer.Serialize(folded, StoredJson.Options));
    }

    private async Task<string> Recorded(string register, string id) => (string)(await Company.Get($"/api/v1/{register}/{id}"))["recorded"]!;

    private Task<string> Product() => Add("products", new { model = "M-1", name = "样机" });
}
