using ServiceTrack.Journal;

namespace ServiceTrack.Tests.Evidence;

/// <summary>Tests over packs of one small company.</summary>
public abstract class PackTest : IAsyncLifetime
{
    private PackCompany? company;

    private protected PackCompany Company => company ?? throw new InvalidOperationException("The company is not made.");

    public virtual async ValueTask InitializeAsync() => company = await Found();

    private protected virtual Task<PackCompany> Found() => PackCompany.Make();

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (company is not null) await company.DisposeAsync();
    }
}

/// <summary>Tests over alterations of one finished pack.</summary>
public abstract class FinishedPackTest : PackTest
{
    private JournalKey? key;
    private byte[]? original;

    private protected JournalKey Key => key ?? throw new InvalidOperationException("The pack is not made.");
    private protected byte[] Original => original ?? throw new InvalidOperationException("The pack is not made.");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        key = await Company.Key();
        original = await Make();
    }

    public override ValueTask DisposeAsync()
    {
        key?.Dispose();
        return base.DisposeAsync();
    }

    private protected virtual Task<byte[]> Make() => Company.Pack(PackCompany.November);
}
