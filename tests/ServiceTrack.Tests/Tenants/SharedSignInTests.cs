using System.Net;
using System.Net.Http.Json;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;
using ServiceTrack.Tests.Storage;

namespace ServiceTrack.Tests.Tenants;

/// <summary>What nodes share about signing in: they have nothing in common but the store.</summary>
public sealed class SharedSignInTests
{
    [Fact]
    public async Task a_cookie_of_one_node_holds_on_another()
    {
        using var folder = new TemporaryFolder();
        string cookie;
        await using (var one = await TestHost.Start(folder))
        {
            await one.Company("a");
            var signedIn = await one.Anonymous().PostAsJsonAsync("/api/v1/session", new { login = "owner@a.example", password = "a long password" });
            Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
            cookie = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        }
        await using var other = await TestHost.Start(folder);
        var client = other.Anonymous();
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/session")).StatusCode);
        client.DefaultRequestHeaders.Remove("Cookie");
        client.DefaultRequestHeaders.Add("Cookie", cookie[..^5]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/session")).StatusCode);
    }

    [Fact]
    public async Task tries_are_counted_over_all_nodes_and_forgotten_after_a_minute()
    {
        await using var host = await TestHost.Start();
        var (one, other) = (new SignInLimit(host.Store, host.Clock), new SignInLimit(host.Store, host.Clock));
        var tries = await Task.WhenAll(Enumerable.Range(0, SignInLimit.Most).Select(i => (i % 2 == 0 ? one : other).Try("203.0.113.7", default)));
        Assert.All(tries, Assert.Null);
        host.Clock.Pass(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.FromSeconds(40), await other.Try("203.0.113.7", default));
        Assert.Null(await other.Try("203.0.113.8", default));
        host.Clock.Pass(TimeSpan.FromSeconds(40));
        Assert.Null(await one.Try("203.0.113.7", default));
    }

    [Fact]
    public async Task too_many_tries_are_answered_with_how_long_to_wait()
    {
        await using var host = await TestHost.Start();
        for (var i = 0; i < SignInLimit.Most; i++) await host.Anonymous().Post("/api/v1/session", new { login = "nobody@a.example", password = "x" });
        var answer = await host.Anonymous().Post("/api/v1/session", new { login = "nobody@a.example", password = "x" });
        answer.IsProblem(HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.Equal(TimeSpan.FromMinutes(1), answer.Response.Headers.RetryAfter?.Delta);
    }
}

public sealed class TidyingTests : HostedTest
{
    [Fact]
    public async Task uploads_that_nobody_kept_and_tries_of_long_ago_are_removed_and_the_rest_stays()
    {
        var store = Host.Store.For(Company.Tenant);
        var kept = await store.Blobs.Stage(new MemoryStream([1]), 10, default);
        var unkept = await store.Blobs.Stage(new MemoryStream([2]), 10, default);
        await store.Commit(new() { At = Host.Clock.Now, KeepBlobs = [kept] }, default);
        await new SignInLimit(Host.Store, Host.Clock).Try("203.0.113.7", default);
        Assert.Equal(0, await new Tidying(Host.Store, "node").Run(Host.Clock.Now, default));

        Host.Clock.Pass(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        await new SignInLimit(Host.Store, Host.Clock).Try("203.0.113.8", default);
        Assert.NotNull(await Host.Store.Work.Hold("tidying", "another", Host.Clock.Now, TimeSpan.FromMinutes(1), default));
        Assert.Equal(0, await new Tidying(Host.Store, "node").Run(Host.Clock.Now, default));
        Host.Clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await new Tidying(Host.Store, "node").Run(Host.Clock.Now, default));

        Assert.NotNull(await store.Blobs.Open(kept.Sha256, default));
        await Assert.ThrowsAnyAsync<Exception>(() => store.Commit(new() { At = Host.Clock.Now, KeepBlobs = [unkept] }, default));
        Assert.Single((await Host.Store.Directory.Query(SignInTries.Collection, new() { OrderBy = "since" }, default)).Items);
    }
}
