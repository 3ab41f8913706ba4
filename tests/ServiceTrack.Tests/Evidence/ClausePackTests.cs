using System.IO.Compression;
using System.Text;
using ServiceTrack.Certification;
using ServiceTrack.Evidence;
using ServiceTrack.Journal;
using ServiceTrack.Network;

namespace ServiceTrack.Tests.Evidence;

/// <summary>Packs by the clauses of a scheme, with registers.</summary>
public sealed class ClausePackTests : PackTest
{
    private protected override Task<PackCompany> Found() => PackCompany.MakeWithRegisters();

    [Fact]
    public async Task it_is_proved_with_what_was_recorded_before_the_window()
    {
        var verdict = await PackBytes.Verify(await Company.Pack(PackCompany.Certified));
        Assert.Null(verdict.Fault);
        Assert.False(verdict.Repacked);
        // Both entries of staff, one left and linked to; the handbook's two leaves; the certificate that was removed in the window.
        Assert.StartsWith("5 records from before the window", verdict.Proved.Single(f => f.Code == "earlier").Sentence, StringComparison.Ordinal);
        Assert.Contains("as the company chose", verdict.NotProved.Single(f => f.Code == "earlier").Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task each_ledger_stands_once_in_the_first_clause_that_it_serves_whole()
    {
        var pack = PackBytes.Of(await Company.Pack(PackCompany.Certified));
        Assert.Equal(
            [
                "5.1.1/index.html", "5.1.1/register_staff.csv", "5.1.1/register_staff.xlsx", "5.1.1/register_staff.html",
                "5.1.1/register_qualifications.csv", "5.1.1/register_qualifications.xlsx", "5.1.1/register_qualifications.html",
                "5.1.1/register_training.csv", "5.1.1/register_training.xlsx", "5.1.1/register_training.html",
                "5.1.2/index.html", "5.1.2/register_documents.csv", "5.1.2/register_documents.xlsx", "5.1.2/register_documents.html",
                "5.2.1/index.html", "5.2.1/repair.csv", "5.2.1/repair.xlsx", "5.2.1/repair.html",
                "5.2.2/index.html", "5.2.2/complaint.csv", "5.2.2/complaint.xlsx", "5.2.2/complaint.html",
            ],
            pack.Names.Where(n => n.StartsWith("data/clauses/", StringComparison.Ordinal)).Select(n => n["data/clauses/".Length..]));
        Assert.DoesNotContain(pack.Names, n => n.StartsWith("data/ledgers/", StringComparison.Ordinal));
        Assert.Contains("<a href=\"../../clauses/5.2.1/repair.html\">HTML</a>", pack.Text("data/clauses/5.2.2/index.html"), StringComparison.Ordinal);
        Assert.Contains("见 see 5.2.1", pack.Text("data/clauses/5.2.2/index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task register_ledgers_tell_values_links_and_how_each_entry_was_recorded()
    {
        var pack = PackBytes.Of(await Company.Pack(PackCompany.Certified));
        Assert.Equal(
            ["007,赵**,,,,管理 Management,,,2026-08-01,,139****1111,,,,2026-09-01 09:00:00,2026-12-01 11:00:00,当时记录 at the time; 有更正 amended,s1,0,"],
            Rows(pack, "5.1.1/register_staff"));
        Assert.Equal(
            ["SC-01,1,售后服务手册,售后服务手册 Service handbook,,钱*,赵**,,2026-09-06,,,2026-09-02 09:00:00,2026-09-05 09:00:00,当时记录 at the time; 有更正 amended,d1,2,"],
            Rows(pack, "5.1.2/register_documents"));
        Assert.Contains("已移除 removed", Assert.Single(Rows(pack, "5.1.1/register_qualifications"), r => r.Contains("电工证", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("旧证", pack.Text("data/clauses/5.1.1/register_qualifications.csv"), StringComparison.Ordinal);
        Assert.Contains("2026-11-10", Assert.Single(Rows(pack, "5.1.1/register_training")), StringComparison.Ordinal);
        Assert.Contains("事后补记 later", Assert.Single(Rows(pack, "5.1.1/register_training")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task coverage_says_enough_thin_and_missing_by_the_rules()
    {
        var pack = PackBytes.Of(await Company.Pack(PackCompany.Certified));
        var clauses = pack.Json(PackFiles.Figures)["clauses"]!.AsArray();
        Assert.Equal(
            ["5.1.1 thin: enough enough thin", "5.1.2 thin: enough missing", "5.2.1 enough: enough byHand", "5.2.2 enough: enough"],
            clauses.Select(c => $"{c!["clause"]} {c["coverage"]}: {string.Join(' ', c["rules"]!.AsArray().Select(r => r!["coverage"]))}"));
        Assert.Equal(3, (int)clauses[2]!["rules"]![0]!["count"]!);
        var index = pack.Text(PackFiles.Index);
        var gaps = index[index.IndexOf("class=\"loud\"", StringComparison.Ordinal)..];
        Assert.Contains("5.1.2 ", gaps, StringComparison.Ordinal);
        Assert.Contains("5.1.1 ", gaps, StringComparison.Ordinal);
        Assert.DoesNotContain("5.2.1 ", gaps, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_is_not_confirmed_is_called_an_estimate_on_the_sheet()
    {
        var pack = PackBytes.Of(await Company.Pack(PackCompany.Certified));
        Assert.Contains("unknown (a score is an estimate)", pack.Text("data/clauses/5.1.1/index.html"), StringComparison.Ordinal);
        Assert.Contains("4.5 (confirmed by 某机构)", pack.Text("data/clauses/5.1.2/index.html"), StringComparison.Ordinal);
        Assert.Contains("40 (a single page, not confirmed: a score is an estimate)", pack.Text(PackFiles.Index), StringComparison.Ordinal);
    }

    [Fact]
    public async Task forms_on_paper_name_company_period_maker_checker_and_the_chop()
    {
        var pack = PackBytes.Of(await Company.Pack(PackCompany.Certified));
        foreach (var page in new[] { "data/clauses/5.2.1/repair.html", "data/clauses/5.2.1/index.html" })
            foreach (var word in new[] { "示例电器 &lt;售后&gt; &amp; Co", "2026-11-01 00:00:00 – 2026-12-01 00:00:00", "制表", "审核", "盖章处", "size:A4" })
                Assert.Contains(word, pack.Text(page), StringComparison.Ordinal);
        using var zip = new ZipArchive(new MemoryStream(pack["data/clauses/5.2.1/repair.xlsx"]));
        using var reader = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open(), Encoding.UTF8);
        var sheet = await reader.ReadToEndAsync();
        Assert.Contains("<oddHeader>&amp;L示例电器 &lt;售后&gt; &amp;&amp; Co&amp;C维修台账&amp;R 2026-11-01 – 2026-12-01</oddHeader>", sheet, StringComparison.Ordinal);
        Assert.Contains("盖章处  &amp;P/&amp;N", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task made_again_after_more_was_recorded_only_the_signature_differs()
    {
        var checkpoint = await Checkpoints.Current(Company.Store, PackCompany.Now, CancellationToken.None);
        var one = PackBytes.Of(await Company.Pack(PackCompany.Certified, checkpoint));
        await Company.Remove(Staff.Register, "s1", "2026-12-05 09:00");
        var two = PackBytes.Of(await Company.Pack(PackCompany.Certified, checkpoint));
        Assert.Equal(one.Names, two.Names);
        Assert.Equal(["signature.json"], one.Names.Where(n => !one[n].AsSpan().SequenceEqual(two[n])));
    }

    [Fact]
    public async Task scoped_to_outlets_the_ledgers_show_those_alone_and_the_leaves_are_complete()
    {
        var whole = PackBytes.Of(await Company.Pack(PackCompany.Certified));
        var bytes = await Company.Pack(PackCompany.Certified with { OnlyOutlets = ["o2"] });
        Assert.Null((await PackBytes.Verify(bytes)).Fault);
        var scoped = PackBytes.Of(bytes);
        Assert.Equal(whole.Text(PackFiles.Leaves), scoped.Text(PackFiles.Leaves));
        Assert.DoesNotContain(scoped.Names, n => n.Contains("repair", StringComparison.Ordinal) || n.Contains("register_staff", StringComparison.Ordinal));
        Assert.Contains("data/clauses/5.1.2/register_documents.csv", scoped.Names);
    }

    [Fact]
    public async Task each_shipped_scheme_makes_a_pack_that_is_proved()
    {
        foreach (var scheme in ShippedSchemes.All)
        {
            var pack = await Company.Pack(PackCompany.November with { Scheme = PackScheme.Of(scheme) });
            Assert.Null((await PackBytes.Verify(pack)).Fault);
            Assert.Equal(PackScheme.Of(scheme).Judged().Length, PackBytes.Of(pack).Json(PackFiles.Figures)["clauses"]!.AsArray().Count);
        }
    }

    [Fact]
    public async Task draws_and_scores_stand_on_the_first_page_as_the_journal_holds_them()
    {
        var at = PackCompany.At("2026-12-02 09:00");
        AssessmentEvent[] events =
        [
            new AssessmentOpened("年度自评", "small", 3, "digest", new(2026, 11, 1), new(2026, 12, 1)),
            new SampleDrawn(1, null, "5.2.1", new("activities", false, "/api/v1/activities", 40, "d", 18, "cm9vdA==", 4711), ["a2", "a3"]),
            new SampleJudged(1, "a2", true), new SampleJudged(1, "a3", true), new SampleJudged(1, "a3", false, "没有签字"),
            new AssessmentConcluded(new("80.5", "95", 1, 0, "83.7", "70.1", "90.2", "three", true)),
        ];
        await Company.Store.Commit(new() { At = at, Append = new("assessment/x1", 0, [.. events.Select(e => AssessmentEvents.Seal(e, at, "person/p1"))]) }, CancellationToken.None);
        var bytes = await Company.Pack(PackCompany.Certified);
        Assert.Null((await PackBytes.Verify(bytes)).Fault);
        var index = PackBytes.Of(bytes).Text(PackFiles.Index);
        Assert.Contains("自评：年度自评", index, StringComparison.Ordinal);
        Assert.Contains("Score (estimate)</span>: <b>83.7</b> (70.1 – 90.2)", index, StringComparison.Ordinal);
        Assert.Contains("<td>40</td><td>2</td><td>1</td><td>1</td><td><code>18 cm9vdA== 4711</code></td>", index, StringComparison.Ordinal);
        Assert.DoesNotContain("没有签字", index, StringComparison.Ordinal);
    }

    [Fact]
    public async Task no_leaf_of_an_earlier_entry_can_be_left_out()
    {
        using var key = await Company.Key();
        var pack = PackBytes.Of(await Company.Pack(PackCompany.Certified));
        var lines = pack.Text(PackFiles.Earlier).TrimEnd('\n').Split('\n');
        pack[PackFiles.Earlier] = Encoding.UTF8.GetBytes(string.Concat(lines.Skip(1).Select(l => l + "\n")));
        var fault = (await PackBytes.Verify(await pack.Resigned(key).Zip())).Fault;
        Assert.Contains("the entry's first leaf", fault!.Sentence, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Rows(PackBytes pack, string ledger) => pack.Text($"data/clauses/{ledger}.csv").TrimEnd().Split("\r\n").Skip(1);
}
