using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ServiceTrack.Registers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Registers;

public sealed class RegisterRoutesTests : RegisterTest
{
    [Fact]
    public async Task declarations_say_what_forms_are_made_of()
    {
        var declared = (await Company.Get("/api/v1/registers"))["items"]!.AsArray();
        Assert.Equal(RegisterList.All.Length, declared.Count);
        var staff = declared.Single(r => (string)r!["name"]! == "staff")!;
        Assert.Equal("name", (string)staff["fields"]!.AsArray().Single(f => (string)f!["name"]! == "name")!["mask"]!);
        Assert.True((bool)staff["writable"]!);
        var auditors = await Host.Member(Company, Role.Auditor);
        Assert.False((bool)JsonNode.Parse(await auditors.GetStringAsync("/api/v1/registers"))!["items"]![0]!["writable"]!);
    }

    [Fact]
    public async Task an_entry_comes_back_as_it_was_recorded()
    {
        var outlet = await Outlet("城东网点");
        var person = await Person("赵甲");
        var (response, body) = await Post("training", new
        {
            heldOn = "2026-11-20", topic = "换季保养", kind = "skills", staff = new[] { person }, hours = 1.5, signedIn = true, outlet, trainer = " ",
        });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal($"/api/v1/training/{body.Id()}", response.Headers.Location?.ToString());
        Assert.Equal("\"1\"", response.Headers.ETag?.Tag);
        var read = await Company.Get($"/api/v1/training/{body.Id()}");
        var fields = read["fields"]!;
        Assert.Equal(1.5m, (decimal)fields["hours"]!);
        Assert.True((bool)fields["signedIn"]!);
        Assert.Equal([person], fields["staff"]!.AsArray().Select(s => (string)s!));
        Assert.Null(fields["trainer"]);
        Assert.Equal("城东网点", (string)read["labels"]![outlet]!);
        Assert.Equal("赵甲", (string)read["labels"]![person]!);
        Assert.Equal("atTheTime", (string)read["recorded"]!);
    }

    [Fact]
    public async Task every_bad_field_is_named_at_once()
    {
        var answer = await Post("training", new
        {
            heldOn = "20.11.2026", kind = "fun", staff = new[] { "nobody" }, hours = "many", signedIn = "perhaps", colour = "red", outlet = new[] { "a" },
        });
        answer.IsProblem(HttpStatusCode.BadRequest, "invalid");
        Assert.Equal(
            ["fields.colour", "fields.heldOn", "fields.hours", "fields.kind", "fields.outlet", "fields.signedIn", "fields.staff", "fields.topic"],
            answer.Body["errors"]!.AsObject().Select(e => e.Key));
        Assert.Empty(await Listed("training"));
    }

    [Theory]
    [InlineData("-5", "amount")]
    [InlineData("12.345", "amount")]
    public async Task an_amount_has_two_decimals_and_is_not_below_zero(string amount, string field) =>
        (await Post("budgets", new { name = "x", kind = "regular", amount, from = "2026-01-01", until = "2026-12-31" }))
            .IsProblem(HttpStatusCode.BadRequest, "invalid", $"fields.{field}");

    [Fact]
    public async Task a_time_that_ends_before_it_begins_and_an_event_to_come_are_refused()
    {
        (await Post("promises", new { promise = "24小时上门", published = "官网", from = "2026-05-01", until = "2026-04-30" }))
            .IsProblem(HttpStatusCode.BadRequest, "invalid", "fields.until");
        (await Post("recycling", new { collectedOn = "2026-11-21", goods = "旧机", quantity = 1, recycler = "处置单位" }))
            .IsProblem(HttpStatusCode.BadRequest, "invalid", "fields.collectedOn");
        await Add("recycling", new { collectedOn = "2026-11-20", goods = "旧机", quantity = 1, recycler = "处置单位" });
    }

    [Fact]
    public async Task a_link_to_another_register_or_to_the_neighbours_names_nothing()
    {
        var person = await Person();
        var theirs = (await Neighbour.Client.Post("/api/v1/staff", new { fields = new { staffNumber = "1", name = "乙某", duty = "agent", joinedOn = "2025-01-01" } })).Body.Id();
        foreach (var (field, id) in new[] { ("staff", theirs), ("change", person) })
            (await Post("training", new Dictionary<string, string> { ["heldOn"] = "2026-11-01", ["topic"] = "x", ["kind"] = "skills", ["staff"] = person, [field] = id }))
                .IsProblem(HttpStatusCode.BadRequest, "invalid", $"fields.{field}");
    }

    [Fact]
    public async Task a_number_stands_once_until_its_entry_is_removed()
    {
        var first = await Add("parts", new { number = "P-1", name = "滤网" });
        var second = await Add("parts", new { number = "P-2", name = "电机" });
        (await Post("parts", new { number = "P-1", name = "另一种" })).IsProblem(HttpStatusCode.Conflict, "already-exists", "fields.number");
        (await Put("parts", second, new { number = "P-1", name = "电机" })).IsProblem(HttpStatusCode.Conflict, "already-exists", "fields.number");
        Assert.Equal(HttpStatusCode.OK, (await Put("parts", first, new { number = "P-9", name = "滤网" })).Response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Put("parts", second, new { number = "P-1", name = "电机" })).Response.StatusCode);
        await Remove("parts", second, "重复");
        await Add("parts", new { number = "P-1", name = "电机" });
    }

    [Fact]
    public async Task a_stale_change_is_refused_and_a_change_to_nothing_new_is_none()
    {
        var id = await Add("parts", new { number = "P-1", name = "滤网" });
        Assert.Equal("\"2\"", (await Put("parts", id, new { number = "P-1", name = "滤网A" }, ifMatch: "\"1\"")).Response.Headers.ETag?.Tag);
        (await Put("parts", id, new { number = "P-1", name = "滤网B" }, ifMatch: "\"1\"")).IsProblem(HttpStatusCode.PreconditionFailed, "stale");
        Assert.Equal("\"2\"", (await Put("parts", id, new { number = "P-1", name = "滤网A" })).Response.Headers.ETag?.Tag);
        Assert.True((bool)(await Company.Get($"/api/v1/parts/{id}"))["amended"]!);
    }

    [Fact]
    public async Task what_is_removed_stays_in_the_journal_with_its_reason()
    {
        var id = await Add("parts", new { number = "P-1", name = "滤网" });
        (await Company.Client.Send(HttpMethod.Delete, $"/api/v1/parts/{id}")).IsProblem(HttpStatusCode.BadRequest, "invalid", "reason");
        await Remove("parts", id, "录入重复");
        Assert.Empty(await Listed("parts"));
        Assert.Equal(HttpStatusCode.NotFound, (await Company.Client.GetAsync($"/api/v1/parts/{id}")).StatusCode);
        var events = await Host.Store.For(Company.Tenant).Stream(RegisterEntry.StreamOf("parts", id), TestContext.Current.CancellationToken);
        Assert.Equal(["RegisterEntryRecorded", "RegisterEntryRemoved"], events.Select(e => e.Type));
        Assert.Equal("\"录入重复\"", events[1].Personal.Single().Full);
        Assert.Null(RegisterEvents.Fold(RegisterList.Named("parts")!, id, events));
    }

    [Fact]
    public async Task the_same_key_makes_one_entry()
    {
        var request = new { fields = new { number = "P-1", name = "滤网" } };
        var first = await Company.Client.Post("/api/v1/parts", request, ("Idempotency-Key", "k"));
        var again = await Company.Client.Post("/api/v1/parts", request, ("Idempotency-Key", "k"));
        Assert.Equal(first.Body.Id(), again.Body.Id());
        Assert.Equal("true", again.Response.Headers.GetValues("Idempotency-Replayed").Single());
    }

    [Fact]
    public async Task rights_are_the_registers_own()
    {
        var technician = await Host.Member(Company, Role.Technician);
        (await Post("parts", new { number = "P-1", name = "滤网" }, technician)).IsProblem(HttpStatusCode.Forbidden, "no-right");
        (await technician.Send(HttpMethod.Get, "/api/v1/budgets")).IsProblem(HttpStatusCode.Forbidden, "no-right");
        Assert.Equal(HttpStatusCode.OK, (await technician.GetAsync("/api/v1/parts")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await Post("parts", new { number = "P-1", name = "滤网" }, await Host.Member(Company, Role.Quality))).Response.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Company.Client.GetAsync("/api/v1/no-such-register")).StatusCode);
    }

    [Fact]
    public async Task whoever_serves_one_outlet_sees_and_keeps_its_entries_alone()
    {
        var (mine, other) = (await Outlet("甲店"), await Outlet("乙店"));
        var seen = await Add("facilities", new { name = "展厅", kind = "premises", outlet = mine, from = "2026-01-01" });
        var unseen = await Add("facilities", new { name = "仓库", kind = "warehouse", outlet = other, from = "2026-01-01" });
        var local = await Host.Member(Company, Role.Manager, mine);
        Assert.Equal([seen], await Listed("facilities", local));
        Assert.Equal(HttpStatusCode.NotFound, (await local.GetAsync($"/api/v1/facilities/{unseen}")).StatusCode);
        (await Post("facilities", new { name = "x", kind = "premises", outlet = other, from = "2026-01-01" }, local)).IsProblem(HttpStatusCode.BadRequest, "invalid", "fields.outlet");
        Assert.Equal([unseen], await Listed($"facilities?outlet={other}"));
    }

    [Fact]
    public async Task a_file_is_kept_with_its_entry_and_a_personal_one_shown_to_few()
    {
        var id = await Add("honours", new { kind = "honour", name = "先进单位", issuedOn = "2026-01-01" });
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1];
        var open = await Upload($"/api/v1/honours/{id}/attachments", png, "证书.png", "false");
        var personal = await Upload($"/api/v1/honours/{id}/attachments", png, "合影.png", "true");
        Assert.Equal(png, await Company.Client.GetByteArrayAsync($"/api/v1/honours/{id}/attachments/{personal}"));
        var auditor = await Host.Member(Company, Role.Auditor);
        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync($"/api/v1/honours/{id}/attachments/{open}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.GetAsync($"/api/v1/honours/{id}/attachments/{personal}")).StatusCode);
        Assert.Equal(2, (await Company.Get($"/api/v1/honours/{id}"))["attachments"]!.AsArray().Count);
    }

    [Fact]
    public async Task a_register_is_exported_with_names_for_links()
    {
        var person = await Person("=赵甲");
        await Add("qualifications", new { staff = person, kind = "service-manager", name = "管理师证", number = "CERT-00001234", issuedOn = "2026-01-01" });
        var csv = Encoding.UTF8.GetString(await Company.Client.GetByteArrayAsync("/api/v1/qualifications/export?format=csv"));
        Assert.Contains("人员,类别,证书名称", csv);
        Assert.Contains("'=赵甲,售后服务管理师,管理师证,CERT-00001234", csv);
        var workbook = await Company.Client.GetByteArrayAsync("/api/v1/qualifications/export?format=xlsx");
        Assert.Equal("PK"u8.ToArray(), workbook[..2]);
        var token = await Host.Member(Company, Role.Technician);
        Assert.Equal(HttpStatusCode.Forbidden, (await token.GetAsync("/api/v1/qualifications/export")).StatusCode);
    }

    private async Task Remove(string register, string id, string reason) =>
        Assert.Equal(HttpStatusCode.NoContent, (await Company.Client.Send(HttpMethod.Delete, $"/api/v1/{register}/{id}", new { reason })).Response.StatusCode);

    private async Task<string> Upload(string path, byte[] bytes, string name, string personal)
    {
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var form = new MultipartFormDataContent { { new StringContent(personal), "personal" }, { file, "file", name } };
        var response = await Company.Client.PostAsync(path, form);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject().Id();
    }
}
