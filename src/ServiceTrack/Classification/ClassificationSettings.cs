namespace ServiceTrack.Classification;

/// <summary>From which confidence on an answer is taken as it is, and from which it is put before a person as a suggestion.</summary>
/// <param name="Auto">At least this: the answer stands, nobody is asked.</param>
/// <param name="Suggest">At least this and less than <paramref name="Auto"/>: a person confirms it. Less: a person decides.</param>
public sealed record ClassificationSettings(double Auto = .85, double Suggest = .5)
{
    public Refusal? Check()
    {
        var errors = new FieldErrors();
        errors.Require(Auto is >= 0 and <= 1, "auto", "A confidence is between 0 and 1.");
        errors.Require(Suggest is >= 0 and <= 1, "suggest", "A confidence is between 0 and 1.");
        errors.Require(Suggest <= Auto, "suggest", "Suggesting starts at no higher confidence than deciding alone.");
        return errors.Any ? errors.ToRefusal() : null;
    }

    /// <summary>Safety is a person's in any case: nothing about it is settled, or waved through as confirmed, by a number.</summary>
    public string BandOf(double confidence, string severity) =>
        severity == SeverityRule.Safety ? Bands.Human
        : confidence >= Auto ? Bands.Auto
        : confidence >= Suggest ? Bands.Suggest
        : Bands.Human;
}

public static class Bands
{
    public const string Auto = "auto", Suggest = "suggest", Human = "human";
}
