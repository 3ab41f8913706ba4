using ServiceTrack.Classification;

namespace ServiceTrack.Tests.Classification;

/// <summary>Three easy subjects in two languages, enough to train on in milliseconds.</summary>
internal static class Samples
{
    public static readonly TrainingRow[] Rows =
    [
        new("delivery", "快递三天了还没送到"), new("delivery", "包裹在路上丢了一箱"), new("delivery", "送货员把洗衣机放在楼下就走"),
        new("delivery", "the parcel never arrived"), new("delivery", "courier left the box in the rain"), new("delivery", "物流信息一直不更新"),
        new("delivery", "delivery promised Monday, still nothing"), new("delivery", "送货上门变成自提"),
        new("billing", "上门费多收了五十块"), new("billing", "发票金额跟报价对不上"), new("billing", "同一笔维修扣了两次钱"),
        new("billing", "charged twice for one visit"), new("billing", "the invoice shows a fee nobody mentioned"), new("billing", "保修期内还收检测费"),
        new("billing", "price on the bill is higher than quoted"), new("billing", "师傅私下收现金不开票"),
        new("staff-attitude", "客服说话阴阳怪气"), new("staff-attitude", "师傅态度很差还骂人"), new("staff-attitude", "前台爱理不理"),
        new("staff-attitude", "the agent was rude and hung up"), new("staff-attitude", "technician shouted at my mother"),
        new("staff-attitude", "打电话过去一句话没说完就挂了"), new("staff-attitude", "nobody even said sorry, so impolite"), new("staff-attitude", "店员翻白眼"),
    ];

    public static ITextClassifier Trained { get; } = new LinearTrainer().Train(Rows);

    public static ModelShelf Shelf { get; } = ShelfOf(new LinearTrainer());

    /// <summary>As if the model came with the product, and challengers were of an engine.</summary>
    public static ModelShelf ShelfOf(IClassifierTrainer engine) => new(
        new(Trained, new(Trained.Model, Engines.BuiltIn, Learned, Learned, Rows.Length), [.. Rows.Select(r => new LabelledText(Learned, r.Text, r.Label, "seed"))]),
        engine);

    /// <summary>An engine by name; the test is skipped where it is not in the build.</summary>
    public static IClassifierTrainer Engine(string name)
    {
        try
        {
            return Engines.Find(name);
        }
        catch (EngineMissingException missing)
        {
            Assert.Skip(missing.Message);
            throw;
        }
    }

    private static DateTimeOffset Learned => new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Saved(ITextClassifier classifier)
    {
        using var stream = new MemoryStream();
        classifier.Save(stream);
        return stream.ToArray();
    }

    public static ITextClassifier Load(byte[] file) => new LinearTrainer().Load(new MemoryStream(file));
}
