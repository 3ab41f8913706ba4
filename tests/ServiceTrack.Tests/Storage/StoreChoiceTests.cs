using Microsoft.Extensions.Configuration;
using ServiceTrack.Storage;
using ServiceTrack.Web;

namespace ServiceTrack.Tests.Storage;

public sealed class StoreChoiceTests
{
    [Theory]
    [InlineData("mongodb://a", "mongodb://a/other")]
    [InlineData("mongodb://u:p@a:1,b:2/servicetrack?tls=true&tlsCAFile=/ca.pem", "mongodb://u:p@a:1,b:2/other?tls=true&tlsCAFile=/ca.pem")]
    [InlineData("mongodb+srv://u:p@a/?replicaSet=rs0", "mongodb+srv://u:p@a/other?replicaSet=rs0")]
    public void another_database_of_the_same_server(string connection, string expected) =>
        Assert.Equal(expected, StoreChoice.OfDatabase(connection, "other"));

    [Fact]
    public async Task a_provider_that_does_not_exist_is_refused_by_its_name()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Provider", "Oracle")]).Build();
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => StoreChoice.Open(configuration, "nowhere", TimeProvider.System));
        Assert.Equal("Storage:Provider knows Sqlite and Mongo, and not Oracle.", refused.Message);
    }
}
