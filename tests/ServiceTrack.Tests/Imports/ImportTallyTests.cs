using ServiceTrack.Imports;

namespace ServiceTrack.Tests.Imports;

public sealed class ImportTallyTests
{
    [Fact]
    public void of_errors_without_end_the_first_are_kept_and_the_others_counted()
    {
        ImportTally tally = new(new() { Id = "j", RequestedBy = "person/p", FileName = "f", Sha256 = "", Kind = "complaint", CreatedAt = default });
        for (var i = 1; i <= ImportFindings.Most; i++)
            tally.Read(new ImportBad(i, i, [new(i, i, null, "time", ImportCodes.Required, []), new(i, i, null, "text", ImportCodes.Required, [])]));

        var found = tally.Findings([])!;

        Assert.Equal((ImportFindings.Most, ImportFindings.Most, ImportFindings.Most), (tally.Job.Counts.Bad, found.Errors.Length, found.ErrorsLeftOut));
        Assert.Null(tally.Findings([]));
    }
}
