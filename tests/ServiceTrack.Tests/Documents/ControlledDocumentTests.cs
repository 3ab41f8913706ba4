using System.Net;
using ServiceTrack.Documents;
using ServiceTrack.Registers;
using ServiceTrack.Tests.Registers;
using static ServiceTrack.Tests.Registers.Entry;

namespace ServiceTrack.Tests.Documents;

public sealed class ControlledDocumentTests : RegisterTest
{
    [Fact]
    public async Task another_than_the_author_approves_and_only_then_it_comes_into_force()
    {
        var (author, other) = (await Person(), await Person());
        var draft = new Dictionary<string, object> { ["number"] = "QP-1", ["version"] = "1.0", ["title"] = "维修规范", ["type"] = "rule", ["author"] = author, ["kinds"] = new[] { "repair" } };
        var id = await Add("documents", draft);
        (await Put("documents", id, With(draft, ("approvedBy", author), ("approvedOn", "2026-11-01")))).IsProblemOf("fields.approvedBy");
        (await Put("documents", id, With(draft, ("from", "2026-11-01")))).IsProblemOf("fields.from");
        (await Put("documents", id, With(draft, ("approvedBy", other)))).IsProblemOf("fields.approvedOn");
        (await Put("documents", id, With(draft, ("approvedBy", other), ("approvedOn", "2026-11-02"), ("from", "2026-11-01")))).IsProblemOf("fields.from");
        Assert.Equal(HttpStatusCode.OK, (await Put("documents", id, With(draft, ("approvedBy", other), ("approvedOn", "2026-11-02"), ("from", "2026-11-02")))).Response.StatusCode);
        (await Post("documents", With(draft, ("kinds", "no-such-kind")))).IsProblemOf("fields.kinds");
    }

    [Theory]
    [InlineData("2025-12-31", null)]
    [InlineData("2026-01-01", "v1")]
    [InlineData("2026-05-31", "v1")]
    [InlineData("2026-06-01", "v2")]
    [InlineData("2026-12-31", "v2")]
    [InlineData("2027-01-01", null)]
    public void a_kind_is_ruled_by_the_latest_approved_version_in_force(string day, string? ruling)
    {
        RegisterEntry[] documents =
        [
            Document("v1", "QP-1", "2025-12-01", "2026-01-01", "2026-12-31"), Document("v2", "QP-1", "2026-05-20", "2026-06-01", "2026-12-31"),
            Entry.Of(ControlledDocuments.Register, "draft", ("number", "QP-1"), ("version", "3"), ("title", "t"), ("kinds", "repair")),
        ];
        var rules = ControlledDocuments.RulesInForce(documents, ["repair", "complaint"], Day(day));
        Assert.Equal(ruling is null ? [] : new[] { ruling }, rules["repair"].Select(d => d.Id));
        Assert.Empty(rules["complaint"]);
    }

    [Fact]
    public void who_has_not_read_it_is_known()
    {
        var document = Document("v1", "QP-1", "2025-12-01", "2026-01-01", "2026-12-31");
        var reading = Entry.Of(ControlledDocuments.Readings, "r", ("readOn", "2026-02-01"), ("document", "v1"), ("staff", "a,b"));
        RegisterEntry[] staff = [.. new[] { "a", "b", "c" }.Select(s => Entry.Of(ServiceTrack.Network.Staff.Register, s, ("joinedOn", "2025-01-01")))];
        Assert.Equal(["c"], ControlledDocuments.Unread(document, [reading], staff, Day("2026-03-01")));
        Assert.Equal(["a", "b", "c"], ControlledDocuments.Unread(document, [reading], staff, Day("2026-01-31")));
    }

    private static RegisterEntry Document(string id, string number, string approved, string from, string until) => Entry.Of(ControlledDocuments.Register, id,
        ("number", number), ("version", id), ("title", "t"), ("kinds", "repair,return"), ("approvedOn", approved), ("from", from), ("until", until));

    private static Dictionary<string, object> With(Dictionary<string, object> fields, params (string Name, object Value)[] more) =>
        fields.Concat(more.Select(m => KeyValuePair.Create(m.Name, m.Value))).GroupBy(f => f.Key).ToDictionary(g => g.Key, g => g.Last().Value);
}
