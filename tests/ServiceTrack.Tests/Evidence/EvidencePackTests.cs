using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ServiceTrack.Evidence;
using ServiceTrack.Journal;
using ServiceTrack.Storage;

namespace ServiceTrack.Tests.Evidence;

public sealed class EvidencePackTests : PackTest
{
    [Fact]
    public async Task made_again_only_the_signature_differs()
    {
        var one = PackBytes.Of(await Company.Pack(PackCompany.November));
        var later = await Checkpoints.Make(Company.Store, PackCompany.Now.AddDays(300), CancellationToken.None);
        var two = PackBytes.Of(await Company.Pack(PackCompany.November, later));
        Assert.Equal(one.Names, two.Names);
        Assert.Equal(["signature.json"], one.Names.Where(n => !one[n].AsSpan().SequenceEqual(two[n])));
    }

    [Fact]
    public async Task it_is_a_bag_that_sha256sum_would_check()
    {
        var pack = PackBytes.Of(await Company.Pack(PackCompany.November));
        var payload = pack.Files.Where(f => f.Name.StartsWith("data/", StringComparison.Ordinal)).ToList();
        Assert.Equal(payload.Select(f => $"{PackBytes.Sha256(f.Bytes)}  {f.Name}").Order(StringComparer.Ordinal), pack.Text("manifest-sha256.txt").TrimEnd('\n').Split('\n').Order(StringComparer.Ordinal));
        Assert.Equal(
            new[] { "bag-info.txt", "bagit.txt", "manifest-sha256.txt" }.Select(t => $"{PackBytes.Sha256(pack[t])}  {t}"),
            pack.Text("tagmanifest-sha256.txt").TrimEnd('\n').Split('\n'));
        Assert.Equal("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", pack.Text("bagit.txt"));
        Assert.Equal(
            $"Source-Organization: 示例电器 <售后> & Co\nExternal-Identifier: servicetrack/t1/18\nBagging-Date: 2026-12-01\nPayload-Oxum: {payload.Sum(f => f.Bytes.Length)}.{payload.Count}\n",
            pack.Text("bag-info.txt"));
    }

    [Fact]
    public async Task the_leaves_run_from_the_first_recorded_in_the_window_to_the_checkpoint()
    {
        var pack = PackBytes.Of(await Company.Pack(PackCompany.November));
        var lines = pack.Text(PackFiles.Leaves).TrimEnd('\n').Split('\n').Select(l => JsonNode.Parse(l)!).ToList();
        var feed = await Company.Store.Feed(1, 100, CancellationToken.None);
        Assert.Equal(feed.Select(e => e.Position), lines.Select(l => l["position"]!.GetValue<long>()));
        Assert.Equal(feed.Select(e => Convert.ToBase64String(e.Leaf.Span)), lines.Select(l => l["leaf"]!.GetValue<string>()));
        Assert.Equal((1, 18), ((int)pack.Json(PackFiles.Range)["first"]!, (int)pack.Json(PackFiles.Range)["size"]!));
        Assert.Equal("masked", lines[0]["open"]!["customer.phone"]!["form"]!.GetValue<string>());
    }

    [Fact]
    public async Task a_masked_pack_shows_nobody()
    {
        var pack = PackBytes.Of(await Company.Pack(PackCompany.November));
        var everything = string.Concat(pack.Names.Select(pack.Text));
        Assert.DoesNotContain("13812345678", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("小明", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("冒烟", everything, StringComparison.Ordinal);
        Assert.Contains("王** 138****5678", pack.Text("data/ledgers/complaint.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_pack_asked_for_whole_shows_what_was_said()
    {
        var pack = PackBytes.Of(await Company.Pack(PackCompany.November with { Masked = false }));
        Assert.Contains("王大明 13812345678,\"插座冒烟, 要求退货\"", pack.Text("data/ledgers/complaint.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_ledger_tells_each_activity_that_happened_in_the_window()
    {
        var pack = PackBytes.Of(await Company.Pack(PackCompany.November));
        Assert.Equal(
            ["X-1,complaint,2026-11-02 09:00:00,2026-11-02 09:00:00,网站 web,一店,王** 138****5678,,2026-11-02 10:30:00,1.50,,2026-11-22 09:00:00,已换新,已解决 resolved,当时记录 at the time; 有更正 amended,a1,1,"],
            Rows(pack, "complaint"));
        Assert.Equal(
            [
                "'=X-2,repair,2026-11-03 09:00:00,2026-11-03 09:00:00,热线 hotline,一店,王** 138****5678,,2026-11-03 09:00:00,0.00,是 yes,,,已取消 cancelled,当时记录 at the time,a2,5,",
                "X-3,repair,2026-11-05 12:00:00,2026-11-20 12:00:00,网站 web,一店,王** 138****5678,,,,,,,新建 new,事后补记 later,a3,7,",
                "a4,repair,2026-11-06 12:00:00,2026-11-21 12:00:00,网站 web,一店,王** 138****5678,,2026-11-06 12:00:00,0.00,,,,已答复 responded,导入 imported,a4,8,",
            ],
            Rows(pack, "repair"));
        Assert.Equal(["complaint.csv", "complaint.xlsx", "complaint.html", "repair.csv", "repair.xlsx", "repair.html"], pack.Names.Where(n => n.Contains("/ledgers/", StringComparison.Ordinal)).Select(n => n[13..]));
    }

    [Fact]
    public async Task figures_and_first_page_count_the_same_and_name_the_gaps()
    {
        var pack = PackBytes.Of(await Company.Pack(PackCompany.November));
        var figures = pack.Json(PackFiles.Figures);
        Assert.Equal(
            """{"amended":0,"answeredInContact":1,"cancelled":1,"count":3,"imported":1,"kind":"repair","medianResponseSeconds":0,"recordedAtTheTime":1,"recordedLater":1,"resolved":0,"responded":1}""",
            CanonicalJson.Text(figures["kinds"]![1]));
        Assert.Equal(4, (int)figures["all"]!["count"]!);
        Assert.DoesNotContain("complaint", figures["gaps"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("recall", figures["gaps"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(1, (int)figures["leavesByType"]!["OutletOpened"]!);

        var index = pack.Text(PackFiles.Index);
        Assert.Contains("<h1>示例电器 &lt;售后&gt; &amp; Co</h1>", index, StringComparison.Ordinal);
        Assert.Contains("<td>3</td><td>1 (33.3%)</td><td>1 (33.3%)</td><td>1 (33.3%)</td><td>0</td>", index, StringComparison.Ordinal);
        Assert.Contains("<li><span class=\"zh\" lang=\"zh\">召回</span><span class=\"en\" lang=\"en\">Recall</span></li>", index, StringComparison.Ordinal);
        Assert.DoesNotContain("http", index, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_crate_names_each_file_that_is_there()
    {
        var pack = PackBytes.Of(await Company.Pack(PackCompany.November));
        var parts = pack.Json(PackFiles.RoCrate)["@graph"]![1]!["hasPart"]!.AsArray().Select(p => "data/" + p!["@id"]!.GetValue<string>());
        Assert.Equal(pack.Names.Where(n => n.StartsWith("data/", StringComparison.Ordinal) && n != PackFiles.RoCrate), parts);
    }

    [Fact]
    public async Task a_workbook_says_what_its_ledger_says()
    {
        var pack = PackBytes.Of(await Company.Pack(PackCompany.November));
        using var zip = new ZipArchive(new MemoryStream(pack["data/ledgers/repair.xlsx"]));
        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open(), Encoding.UTF8);
        var xml = await sheet.ReadToEndAsync();
        Assert.Contains("<t xml:space=\"preserve\">=X-2</t>", xml, StringComparison.Ordinal);
        Assert.Contains("<t xml:space=\"preserve\">导入 imported</t>", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("<f>", xml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_window_without_records_makes_a_pack_of_gaps()
    {
        var pack = PackCompany.November with { From = PackCompany.At("2026-12-01 12:00"), To = PackCompany.At("2027-01-01 00:00") };
        var bytes = await Company.Pack(pack);
        Assert.Equal("", PackBytes.Of(bytes).Text(PackFiles.Leaves));
        Assert.Equal(0, (await PackBytes.Verify(bytes)).ExitCode);
    }

    [Fact]
    public void clocks_follow_the_zone_without_asking_the_machine_again()
    {
        var request = PackCompany.November with
        {
            Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), From = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), To = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero),
        };
        var parameters = PackParameters.Of("t1", request, request.To);
        Assert.Equal([("2026-03-01", 60), ("2026-03-29", 120), ("2026-10-25", 60)],
            parameters.Offsets.Select(o => (o.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), o.Minutes)));
        for (var time = request.From; time < request.To; time = time.AddMinutes(29))
            Assert.Equal(TimeZoneInfo.ConvertTime(time, request.Zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), parameters.Local(time));
    }

    [Fact]
    public void an_erased_value_is_not_in_the_pack_and_its_leaf_is()
    {
        var value = Sealed.Of("text", "插座冒烟", Mask.Text);
        var e = new NewEvent("ActivityReceived", PackCompany.Now, "person/p1", new() { ["kind"] = "complaint" }, [value]);
        var leaf = LeafBytes.Of(new("t1"), "activity/a", 1, e, PackCompany.Now);
        var erased = new RecordedEvent(0, "activity/a", 1, e.Type, e.At, PackCompany.Now, e.By, e.Data, [value with { Full = null, Masked = null }], leaf);
        var line = LeafLine.Of(erased, masked: true);
        Assert.Empty(line.Open);
        Assert.Equal(1, line.Opened().Closed);
    }

    private static IEnumerable<string> Rows(PackBytes pack, string kind) => pack.Text($"data/ledgers/{kind}.csv").TrimEnd().Split("\r\n").Skip(1);
}
