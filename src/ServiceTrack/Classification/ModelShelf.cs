using System.Collections.Concurrent;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Classification;

/// <summary>The models that answer, read once each.</summary>
/// <param name="engine">Trains challengers. What answers may be of another engine: its record says of which.</param>
public sealed class ModelShelf(ShippedModel shipped, IClassifierTrainer engine)
{
    private readonly ConcurrentDictionary<(TenantId, string), ITextClassifier> read = new();

    public ShippedModel Shipped => shipped;
    public IClassifierTrainer Engine => engine;

    /// <summary>The model that answers for a company now.</summary>
    public async Task<ITextClassifier> Champion(ITenantStore store, CancellationToken cancel) =>
        await Champion(store, (await store.Find(CompanyModels.Collection, CompanyModels.Id, cancel))?.Value ?? CompanyModels.None, cancel);

    public async Task<ITextClassifier> Champion(ITenantStore store, CompanyModels models, CancellationToken cancel)
    {
        if (models.AnswersAsShipped) return shipped.Classifier;
        var champion = models.Line.Champion!;
        if (read.TryGetValue((store.Tenant, champion.Model), out var known)) return known;
        await using var file = await store.Blobs.Open(models.Files[champion.Model], cancel)
            ?? throw new InvalidOperationException($"The file of model {champion.Model} is gone.");
        return read[(store.Tenant, champion.Model)] = (champion.Engine == engine.Engine ? engine : Engines.Find(champion.Engine)).Load(file);
    }

    /// <summary>Why a company's champion cannot answer, or null.</summary>
    public async Task<Refusal?> Refuses(ITenantStore store, CompanyModels models, CancellationToken cancel)
    {
        try
        {
            await Champion(store, models, cancel);
            return null;
        }
        catch (Exception e) when (e is UnreadableModelException or EngineMissingException)
        {
            return Refusal.For("model", e.Message);
        }
    }
}
