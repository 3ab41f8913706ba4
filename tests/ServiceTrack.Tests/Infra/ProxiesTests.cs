using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using ServiceTrack.Storage;
using ServiceTrack.Web;

namespace ServiceTrack.Tests.Infra;

public sealed class ProxiesTests
{
    [Theory]
    [InlineData("172.30.80.0/24", "172.30.80.5", "203.0.113.9", "203.0.113.9", "https")]
    [InlineData("172.30.80.0/24", "::ffff:172.30.80.5", "203.0.113.9", "203.0.113.9", "https")]
    [InlineData("10.0.0.0/8, fd00::/8", "fd00::1", "203.0.113.9, 10.1.1.1", "203.0.113.9", "https")]
    public async Task what_a_known_proxy_says_of_the_caller_is_believed(string networks, string from, string forwarded, string caller, string scheme) =>
        Assert.Equal((caller, scheme), await Seen(networks, from, forwarded));

    [Theory]
    [InlineData("", "172.30.80.5")]
    [InlineData("172.30.80.0/24", "172.30.81.5")]
    [InlineData("172.30.80.0/24", "127.0.0.1")]
    public async Task what_anybody_else_says_is_not(string networks, string from) =>
        Assert.Equal((from, "http"), await Seen(networks, from, "203.0.113.9"));

    [Fact]
    public async Task a_caller_who_pretends_to_be_a_proxys_client_is_taken_for_himself() =>
        Assert.Equal(("198.51.100.7", "https"), await Seen("172.30.80.0/24", "172.30.80.5", "203.0.113.9, 198.51.100.7"));

    [Fact]
    public async Task a_network_that_is_none_is_refused_with_a_sentence() =>
        Assert.Contains("proxy.local", (await Assert.ThrowsAsync<StoreRefusedException>(() => Seen("10.0.0.0/8, proxy.local", "10.0.0.1", ""))).Message);

    [Fact]
    public void a_secret_is_read_from_the_file_that_bears_its_name()
    {
        using Storage.TemporaryFolder folder = new();
        File.WriteAllText(Path.Combine(folder.Path, "Storage__ConnectionString"), "mongodb://there");
        var configuration = Product.NewBuilder($"--Secrets:Directory={folder.Path}").Configuration;
        Assert.Equal("mongodb://there", configuration["Storage:ConnectionString"]);
    }

    [Fact]
    public void a_folder_of_secrets_that_is_not_there_is_refused_with_a_sentence() =>
        Assert.Contains("/nowhere", Assert.Throws<StoreRefusedException>(() => Product.NewBuilder("--Secrets:Directory=/nowhere")).Message);

    /// <summary>Who called and how, as the product takes it.</summary>
    private static async Task<(string? Address, string Scheme)> Seen(string networks, string from, string forwarded)
    {
        var builder = Product.NewBuilder($"--Proxy:Networks={networks}");
        builder.WebHost.UseTestServer();
        builder.Services.AddProxies(builder.Configuration);
        await using var app = builder.Build();
        app.UseForwardedHeaders();
        app.Run(_ => Task.CompletedTask);
        await app.StartAsync();
        var answered = await app.GetTestServer().SendAsync(context =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(from);
            context.Request.Headers["X-Forwarded-For"] = forwarded;
            context.Request.Headers["X-Forwarded-Proto"] = "https";
        });
        return (answered.Connection.RemoteIpAddress?.ToString(), answered.Request.Scheme);
    }
}
