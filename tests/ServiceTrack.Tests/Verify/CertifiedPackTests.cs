using System.Text.Json.Nodes;
using ServiceTrack.Evidence;
using ServiceTrack.Journal;
using ServiceTrack.Network;
using ServiceTrack.Tests.Evidence;

namespace ServiceTrack.Tests.Verify;

/// <summary>What a company, a stranger or a bad line may do to a pack by clauses, and how it shows.</summary>
public sealed class CertifiedPackTests : FinishedPackTest
{
    private protected override Task<PackCompany> Found() => PackCompany.MakeWithRegisters();

    private protected override Task<byte[]> Make() => Company.Pack(PackCompany.Certified);

    [Fact]
    public void it_is_a_valid_bag_to_whoever_knows_the_rfc()
    {
        Assert.Empty(BagReader.Faults(Files(PackBytes.Of(Original))));
        var broken = PackBytes.Of(Original);
        broken["data/clauses/5.2.1/repair.csv"] = [1];
        Assert.Equal(["data/clauses/5.2.1/repair.csv", "bag-info.txt"], BagReader.Faults(Files(broken)));

        static Dictionary<string, byte[]> Files(PackBytes pack) => pack.Files.ToDictionary(f => f.Name, f => f.Bytes);
    }

    [Theory]
    [InlineData("data/clauses/5.1.1/register_staff.csv", "管理 Management", "技术 Technician")]
    [InlineData("data/clauses/5.1.1/register_training.html", "事后补记 later", "当时记录 at the time")]
    [InlineData("data/clauses/5.1.2/index.html", "缺失 missing", "充分 enough")]
    [InlineData("data/index.html", "缺失", "充分")]
    [InlineData("data/figures.json", "\"coverage\":\"missing\"", "\"coverage\":\"enough\"")]
    [InlineData("data/ro-crate-metadata.json", "Ledger: Staff", "Ledger: Stuff")]
    public async Task whatever_the_holder_of_the_key_makes_nicer_is_caught_where_it_stands(string file, string was, string now) =>
        Assert.Equal(file, (await Altered(p => p.Alter(file, t => t.Replace(was, now, StringComparison.Ordinal))))!.Subject);

    [Fact]
    public async Task a_clause_cannot_ask_for_less_in_the_parameters_alone() =>
        Assert.NotNull(await Altered(p => p.Alter(PackFiles.Parameters, t => t.Replace("\"enough\":2", "\"enough\":1", StringComparison.Ordinal))));

    [Fact]
    public async Task the_sheet_of_a_clause_cannot_be_taken_away() =>
        Assert.Equal("data/clauses/5.1.2/index.html", (await Altered(p => p.Files.RemoveAll(f => f.Name == "data/clauses/5.1.2/index.html")))!.Subject);

    [Fact]
    public async Task an_earlier_value_that_was_not_recorded_is_caught() =>
        Assert.StartsWith(PackFiles.Earlier, (await Altered(p => p.Alter(PackFiles.Earlier, t => t.Replace("赵**", "孙**", StringComparison.Ordinal))))!.Subject, StringComparison.Ordinal);

    [Fact]
    public async Task another_companys_earlier_leaves_are_not_proved_in_this_journal()
    {
        await using var stranger = await PackCompany.MakeWithRegisters();
        var theirs = PackBytes.Of(await stranger.Pack(PackCompany.Certified));
        var fault = await Altered(p => p[PackFiles.Earlier] = theirs[PackFiles.Earlier]);
        Assert.Equal($"{PackFiles.Earlier}, position 0", fault!.Subject);
        Assert.Contains("not proved to stand in the journal", fault.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task another_companys_leaves_do_not_give_the_signed_root()
    {
        await using var stranger = await PackCompany.MakeWithRegisters();
        var theirs = PackBytes.Of(await stranger.Pack(PackCompany.Certified));
        Assert.Equal(PackFiles.Leaves, (await Altered(p => p[PackFiles.Leaves] = theirs[PackFiles.Leaves]))!.Subject);
    }

    [Fact]
    public async Task an_earlier_line_that_is_of_no_register_does_not_belong() => Assert.StartsWith(PackFiles.Earlier, (await Altered(p =>
    {
        var before = p.Json(PackFiles.Before);
        p.Alter(PackFiles.Earlier, t => t + CanonicalJson.Text(new JsonObject
        {
            ["position"] = before["position"]!.DeepClone(), ["leaf"] = before["leaf"]!.DeepClone(), ["open"] = new JsonObject(), ["proof"] = before["proof"]!.DeepClone(),
        }) + "\n");
    }))!.Subject, StringComparison.Ordinal);

    [Fact]
    public async Task an_older_checkpoint_does_not_fit_the_leaves()
    {
        var older = await Checkpoints.Current(Company.Store, PackCompany.Now, CancellationToken.None);
        await Company.Enter(Staff.Register, "s9", "2026-12-02 11:00", new() { ["staffNumber"] = "9", ["name"] = "孙三", ["duty"] = "agent", ["joinedOn"] = "2026-11-01" });
        var later = PackBytes.Of(await Company.Pack(PackCompany.Certified, await Checkpoints.Make(Company.Store, PackCompany.Now.AddDays(1), CancellationToken.None)));
        var fault = (await PackBytes.Verify(await later.Resigned(Key, older.Text).Zip(), Key.Public.Fingerprint)).Fault;
        Assert.Equal(PackFiles.Range, fault!.Subject);
    }

    [Fact]
    public async Task a_store_restored_from_yesterday_fails_against_the_pack_of_today()
    {
        var yesterday = await Checkpoints.Current(Company.Store, PackCompany.Now, CancellationToken.None);
        await Company.Remove(Staff.Qualifications, "q3", "2026-12-02 11:00");
        var today = await Company.Pack(PackCompany.Certified, await Checkpoints.Make(Company.Store, PackCompany.Now.AddDays(1), CancellationToken.None));
        var restored = await Company.Pack(PackCompany.Certified, yesterday);
        Assert.Equal(0, (await PackBytes.Verify(restored)).ExitCode);
        var verdict = await PackBytes.Verify(restored, previous: today);
        Assert.Equal((1, "The previous pack"), (verdict.ExitCode, verdict.Fault!.Subject));
    }

    [Fact]
    public async Task a_forged_signature_fails_with_the_expected_key_and_without_one()
    {
        using var theirs = JournalKey.Generate();
        var pack = PackBytes.Of(Original).Resigned(theirs);
        Assert.Equal("signature.json", (await PackBytes.Verify(await pack.Zip())).Fault!.Subject);
        Assert.Equal("signature.json", (await PackBytes.Verify(await pack.Zip(), Key.Public.Fingerprint)).Fault!.Subject);
    }

    [Fact]
    public async Task a_pack_cut_short_in_download_cannot_be_read_as_one()
    {
        foreach (var length in new[] { 0, 1, 100, Original.Length / 2, Original.Length - 1 })
        {
            var verdict = await PackBytes.Verify(Original[..length]);
            Assert.Equal(2, verdict.ExitCode);
            Assert.Contains("its end is missing", verdict.Fault!.Sentence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task a_window_without_records_makes_an_empty_pack_that_says_so()
    {
        var bytes = await Company.Pack(PackCompany.Certified with { From = PackCompany.At("2027-03-01 00:00"), To = PackCompany.At("2027-04-01 00:00"), Scheme = null });
        Assert.Equal(0, (await PackBytes.Verify(bytes)).ExitCode);
        Assert.Contains("There is no record in this window: the pack is empty.", PackBytes.Of(bytes).Text(PackFiles.Index), StringComparison.Ordinal);
    }

    private async Task<PackFault?> Altered(Action<PackBytes> alter)
    {
        var pack = PackBytes.Of(Original);
        alter(pack);
        return (await PackBytes.Verify(await pack.Resigned(Key).Zip(), Key.Public.Fingerprint)).Fault;
    }
}
