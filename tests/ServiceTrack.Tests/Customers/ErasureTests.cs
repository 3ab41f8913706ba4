using System.Net;
using System.Text.Json.Nodes;
using ServiceTrack.Customers;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Customers;

public sealed class ErasureTests : HostedTest
{
    private const string Mine = "13900000001", Theirs = "13900000002";

    [Fact]
    public async Task a_preview_shows_masked_what_would_go_and_changes_nothing()
    {
        var id = await Log("甲", Mine);
        var before = await Company.Get($"/api/v1/activities/{id}");
        var shown = await MarkedPerson.Erase(Company, new { phone = "+86 139-0000-0001", dryRun = true });
        var found = Assert.Single(shown["activities"]!.AsArray())!;
        Assert.Equal((id, "甲", "139****0001"), ((string)found["id"]!, (string)found["name"]!, (string)found["phone"]!));
        Assert.Equal(1, (int)shown["counts"]!["activities"]!);
        Assert.Equal(before.ToJsonString(), (await Company.Get($"/api/v1/activities/{id}")).ToJsonString());
        Assert.DoesNotContain(Mine, shown.ToJsonString());
        Assert.Empty(await Host.Store.For(Company.Tenant).Stream(Erasure.StreamOf(shown.Id()), default));
    }

    [Fact]
    public async Task what_was_said_and_who_said_it_goes_and_the_record_of_the_work_stays()
    {
        var id = await Log("甲", Mine);
        await Company.Client.Post($"/api/v1/activities/{id}/note", new { text = "打过电话" });
        await Company.Client.Post($"/api/v1/activities/{id}/resolve", new { outcome = "已换新" });
        var erased = await MarkedPerson.Erase(Company, new { phone = Mine, reason = "本人要求" });
        Assert.Equal(("completed", 1), ((string)erased["status"]!, (int)erased["counts"]!["activities"]!));
        var left = await Company.Get($"/api/v1/activities/{id}");
        Assert.Equal(("", null, "resolved", "已换新"), ((string)left["text"]!, (string?)left["customer"]!["phone"], (string)left["status"]!, (string?)left["outcome"]));
        Assert.NotNull((string?)left["erasedAt"]);
        Assert.Empty((await Company.Get("/api/v1/activities?q=漏水"))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.OK, (await Company.Client.GetAsync($"/api/v1/activities/{id}/proof")).StatusCode);
        Assert.All((await Company.Get($"/api/v1/activities/{id}/timeline"))["items"]!.AsArray(), e => Assert.Empty(e!["personal"]!.AsObject()));
    }

    [Fact]
    public async Task who_asked_why_and_what_went_is_journaled_but_no_value()
    {
        var id = await Log("甲", Mine);
        var erased = await MarkedPerson.Erase(Company, new { phone = Mine, reason = "本人来电要求", includeOpen = true });
        var store = Host.Store.For(Company.Tenant);
        var told = await store.Stream(Erasure.StreamOf(erased.Id()), default);
        Assert.Equal([nameof(ErasureRequested), nameof(ErasureEnded)], told.Select(e => e.Type));
        Assert.Equal($"person/{Company.Owner.Id}", told[0].By);
        Assert.Equal("\"本人来电要求\"", Assert.Single(told[0].Personal).Full);
        Assert.Equal([$"activity/{id}"], told[1].Data["streams"]!.AsArray().Select(s => (string)s!));
        var said = (await store.Stream($"activity/{id}", default))[^1];
        Assert.Equal("ActivityErased", said.Type);
        Assert.Equal(["customer.name", "customer.phone", "text"], said.Data["values"]![0]!["paths"]!.AsArray().Select(p => (string)p!).Order());
        Assert.DoesNotContain(Mine, string.Concat(told.Append(said).Select(e => System.Text.Encoding.UTF8.GetString(e.Leaf.Span))));
    }

    [Fact]
    public async Task a_number_that_was_put_right_since_is_found_too()
    {
        var id = await Log("甲", Mine);
        await Company.Client.Post($"/api/v1/activities/{id}/amend", new { fields = new { customer = new { phone = Theirs } }, reason = "换号" });
        var erased = await MarkedPerson.Erase(Company, new { phone = Mine, reason = "本人要求", includeOpen = true });
        Assert.Equal(1, (int)erased["counts"]!["activities"]!);
        Assert.Null((string?)(await Company.Get($"/api/v1/activities/{id}"))["customer"]!["phone"]);
    }

    [Fact]
    public async Task others_stay_as_they_are_and_who_mentions_the_person_is_named()
    {
        await Log("甲", Mine);
        var other = await Log("乙", Theirs, "替 139 0000 0001 的机主报修");
        var stranger = await Neighbour.Log(new { kind = "repair", text = "漏水", customer = new { phone = Mine } });
        var before = await Company.Get($"/api/v1/activities/{other}");
        var erased = await MarkedPerson.Erase(Company, new { phone = Mine, reason = "本人要求", includeOpen = true });
        Assert.Equal([$"activity/{other}"], erased["mentions"]!.AsArray().Select(m => (string)m!));
        Assert.Equal(before.ToJsonString(), (await Company.Get($"/api/v1/activities/{other}")).ToJsonString());
        Assert.Equal(Mine, (string?)(await Neighbour.Get($"/api/v1/activities/{stranger.Id()}"))["customer"]!["phone"]);
    }

    [Fact]
    public async Task a_name_narrows_and_picked_activities_add()
    {
        var (mine, sisters, picked) = (await Log("甲", Mine), await Log("乙", Mine), await Log("丙", Theirs));
        var erased = await MarkedPerson.Erase(Company, new { phone = Mine, name = "甲", activityIds = new[] { picked }, reason = "本人要求", includeOpen = true });
        Assert.Equal(new[] { mine, picked }.Order(), erased["activities"]!.AsArray().Select(a => (string)a!["id"]!).Order());
        Assert.Equal("漏水", (string)(await Company.Get($"/api/v1/activities/{sisters}"))["text"]!);
    }

    [Fact]
    public async Task what_is_not_finished_is_refused_with_a_sentence_unless_it_is_asked_for()
    {
        var id = await Log("甲", Mine);
        var refused = await MarkedPerson.Erase(Company, new { phone = Mine, reason = "本人要求" });
        Assert.Equal("failed", (string)refused["status"]!);
        Assert.Contains("1 of the activities are not finished", (string)refused["failure"]!, StringComparison.Ordinal);
        Assert.Equal(Mine, (string?)(await Company.Get($"/api/v1/activities/{id}"))["customer"]!["phone"]);
        await Company.Client.Post($"/api/v1/activities/{id}/cancel", new { reason = "重复" });
        Assert.Equal("completed", (string)(await MarkedPerson.Erase(Company, new { phone = Mine, reason = "本人要求" }))["status"]!);
    }

    [Fact]
    public async Task somebody_nobody_knows_is_erased_to_no_effect()
    {
        var erased = await MarkedPerson.Erase(Company, new { email = "nobody@example.com", reason = "本人要求" });
        Assert.Equal("completed", (string)erased["status"]!);
        Assert.All(erased["counts"]!.AsObject(), c => Assert.Equal(0, (int)c.Value!));
    }

    [Fact]
    public async Task somebody_of_the_staff_who_has_left_can_be_erased_too()
    {
        var (response, entry) = await Company.Client.Post("/api/v1/staff", new { fields = new { staffNumber = "007", name = "痕迹人", phone = "13900000009", duty = "agent", joinedOn = "2026-01-05" } });
        Assert.True(response.IsSuccessStatusCode, entry.ToJsonString());
        var path = $"/api/v1/staff/{entry.Id()}";
        var seen = await MarkedPerson.Erase(Company, new { phone = "13900000009", dryRun = true });
        var named = Assert.Single(seen["mentions"]!.AsArray());
        var erased = await MarkedPerson.Erase(Company, new { entries = new[] { (string)named! }, reason = "离职后本人要求" });
        Assert.Equal("completed", (string)erased["status"]!);
        var left = (await Company.Get(path))["fields"]!.AsObject();
        Assert.Equal(("007", null, null), ((string?)left["staffNumber"], (string?)left["name"], (string?)left["phone"]));
        Assert.DoesNotContain("痕迹人", (await Company.Get($"{path}/history")).ToJsonString());
        Assert.True((await Company.Client.Send(HttpMethod.Delete, path, new { reason = "离职" })).Response.IsSuccessStatusCode);
    }

    [Fact]
    public async Task what_a_customer_owns_goes_with_their_number_and_a_colleague_of_the_same_number_stays()
    {
        var (_, product) = await Company.Client.Post("/api/v1/products", new { fields = new { model = "W1", name = "洗衣机" } });
        var (_, owned) = await Company.Client.Post("/api/v1/serials", new { fields = new { serialNo = "S-1", product = product.Id(), customer = "甲", phone = Mine } });
        var (_, colleague) = await Company.Client.Post("/api/v1/staff", new { fields = new { staffNumber = "007", name = "甲", phone = Mine, duty = "agent", joinedOn = "2026-01-05" } });
        var erased = await MarkedPerson.Erase(Company, new { phone = Mine, reason = "本人要求" });
        Assert.Equal([$"register/serials/{owned.Id()}"], erased["entries"]!.AsArray().Select(e => (string)e!));
        Assert.Equal([$"register/staff/{colleague.Id()}"], erased["mentions"]!.AsArray().Select(e => (string)e!));
        Assert.Equal(["product"], (await Company.Get($"/api/v1/serials/{owned.Id()}"))["fields"]!.AsObject().Where(f => f.Value is not null).Select(f => f.Key));
        Assert.Equal(HttpStatusCode.Created, (await Company.Client.Post("/api/v1/serials", new { fields = new { serialNo = "S-1", product = product.Id() } })).Response.StatusCode);
    }

    [Fact]
    public async Task a_pack_that_shows_an_entry_from_before_its_window_is_made_again()
    {
        var (_, entry) = await Company.Client.Post("/api/v1/staff", new { fields = new { staffNumber = "007", name = "痕迹人", duty = "agent", joinedOn = "2026-01-05" } });
        Host.Clock.Pass(TimeSpan.FromDays(40));
        await Log("乙", Theirs);
        var (_, asked) = await Company.Client.Post("/api/v1/evidence-packs", new { from = "2026-12-15", to = "2027-01-15", schemeId = "gbt27922-2011", unmask = new { reason = "监管要求" } });
        var pack = await MarkedPerson.Ended(Company, $"/api/v1/evidence-packs/{asked.Id()}");
        Assert.True((string)pack["status"]! == "completed", pack.ToJsonString());
        Assert.NotEmpty(await Finds());
        var erased = await MarkedPerson.Erase(Company, new { entries = new[] { $"register/staff/{entry.Id()}" }, reason = "离职后本人要求" });
        Assert.Equal(1, (int)erased["counts"]!["packs"]!);
        Assert.Empty(await Finds());
        Assert.Equal("completed", (string)(await Company.Get($"/api/v1/evidence-packs/{asked.Id()}"))["status"]!);

        async Task<List<string>> Finds() => [.. Traces.In("pack", await Company.Client.GetByteArrayAsync($"/api/v1/evidence-packs/{asked.Id()}/download"), ["痕迹人"])];
    }

    [Fact]
    public async Task a_value_in_a_public_place_is_pointed_out()
    {
        var id = await Log("甲", Mine);
        await Company.Client.Post($"/api/v1/activities/{id}/resolve", new { outcome = $"回电{Mine}" });
        var erased = await MarkedPerson.Erase(Company, new { phone = Mine, dryRun = true });
        Assert.Equal([$"activity/{id}"], erased["public"]!.AsArray().Select(m => (string)m!));
    }

    [Theory]
    [InlineData("{}", "phone")]
    [InlineData("""{"name":"甲","reason":"本人要求"}""", "phone")]
    [InlineData("""{"phone":"13900000001"}""", "reason")]
    [InlineData("""{"phone":"13900000001","reason":"139-0000-0001 来电"}""", "reason")]
    [InlineData("""{"activityIds":["nobody"],"reason":"本人要求"}""", "activityIds")]
    [InlineData("""{"entries":["register/staff/nobody"],"reason":"本人要求"}""", "entries")]
    [InlineData("""{"entries":["activity/a1"],"reason":"本人要求"}""", "entries")]
    [InlineData("""{"phone":"13900000001","reason":"本人要求","fax":"1"}""", "fax")]
    public async Task a_request_that_will_not_do_is_refused(string request, string field) =>
        (await Company.Client.Post("/api/v1/erasures", JsonNode.Parse(request))).IsProblem(HttpStatusCode.BadRequest, "invalid", field);

    [Fact]
    public async Task only_who_administers_the_whole_company_erases()
    {
        var (_, outlet) = await Company.Client.Post("/api/v1/outlets", new { name = "一店" });
        foreach (var member in new[] { await Host.Member(Company, Role.Manager), await Host.Member(Company, Role.Quality), await Host.Member(Company, Role.Owner, outlet.Id()) })
        {
            (await member.Post("/api/v1/erasures", new { phone = Mine, reason = "x" })).IsProblem(HttpStatusCode.Forbidden, "no-right");
            foreach (var path in (string[])["", "/ledger", "/x"])
                (await member.Send(HttpMethod.Get, $"/api/v1/erasures{path}")).IsProblem(HttpStatusCode.Forbidden, "no-right");
        }
    }

    [Fact]
    public async Task the_same_request_sent_twice_is_one()
    {
        var request = new { phone = Mine, reason = "本人要求" };
        var first = await Company.Client.Post("/api/v1/erasures", request, ("Idempotency-Key", "k1"));
        var second = await Company.Client.Post("/api/v1/erasures", request, ("Idempotency-Key", "k1"));
        Assert.Equal(first.Body.Id(), second.Body.Id());
        Assert.Equal("true", second.Response.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Single((await Company.Get("/api/v1/erasures"))["items"]!.AsArray());
    }

    private async Task<string> Log(string name, string phone, string text = "漏水") =>
        (await Company.Log(new { kind = "complaint", text, channel = "web", customer = new { name, phone } })).Id();
}
