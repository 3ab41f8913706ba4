using ServiceTrack.Classification;

namespace ServiceTrack.Tests.Classification;

public sealed class MLNetTrainerTests() : ClassifierContract(Engines.MLNet);
