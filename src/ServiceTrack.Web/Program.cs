using ServiceTrack.Storage;
using ServiceTrack.Web;

try
{
    var builder = WebApplication.CreateBuilder(args);
    await using var store = await StoreChoice.Open(builder.Configuration, TimeProvider.System);
    await using var app = builder.AddProduct(store, TimeProvider.System).Build().MapProduct();
    await app.RunAsync();
    return 0;
}
catch (StoreRefusedException refused)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}
