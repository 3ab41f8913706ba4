namespace ServiceTrack.Classification;

/// <summary>The engines by name. Those outside the product are looked for among the assemblies of the build.</summary>
public static class Engines
{
    public const string BuiltIn = "builtin", MLNet = "mlnet";

    private const string MLNetTrainer = "ServiceTrack.Classifier.MLNet.MLNetTrainer, ServiceTrack.Classifier.MLNet";

    /// <exception cref="EngineMissingException">No such engine, or not in this build; the message says how to build it in.</exception>
    public static IClassifierTrainer Find(string name) => name switch
    {
        BuiltIn => new LinearTrainer(),
        MLNet => Type.GetType(MLNetTrainer) is { } type
            ? (IClassifierTrainer)Activator.CreateInstance(type)!
            : throw new EngineMissingException(
                "The engine mlnet is not in this build. Build it in with: dotnet build src/ServiceTrack.Web -p:WithMLNet=true"),
        _ => throw new EngineMissingException($"There is no engine {name}; there are {BuiltIn} and {MLNet}."),
    };
}

/// <summary>The message is a sentence for the person who chose the engine.</summary>
public sealed class EngineMissingException(string message) : Exception(message);
