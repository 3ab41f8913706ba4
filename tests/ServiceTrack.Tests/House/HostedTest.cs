namespace ServiceTrack.Tests.House;

/// <summary>A test over a product of its own with one company in it, and a neighbour that nobody may notice.</summary>
public abstract class HostedTest : IAsyncLifetime
{
    private (TestHost Host, TestCompany Company, TestCompany Neighbour)? started;

    protected TestHost Host => Started.Host;
    protected TestCompany Company => Started.Company;
    protected TestCompany Neighbour => Started.Neighbour;

    private (TestHost Host, TestCompany Company, TestCompany Neighbour) Started =>
        started ?? throw new InvalidOperationException("Not started yet.");

    public async ValueTask InitializeAsync()
    {
        var host = await TestHost.Start();
        started = (host, await host.Company("a"), await host.Company("neighbour"));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Host.DisposeAsync();
    }
}
