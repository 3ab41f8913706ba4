using System.Globalization;
using System.Numerics;

namespace ServiceTrack.Certification;

/// <summary>
/// An exact fraction in lowest terms. A third of a clause's points lost three times is one clause's points, and a score of
/// 70 is a score of 70: with rounding in between neither would hold.
/// </summary>
public readonly record struct Ratio : IComparable<Ratio>
{
    private readonly BigInteger divisor;

    private Ratio(BigInteger over, BigInteger under)
    {
        var common = BigInteger.GreatestCommonDivisor(over, under) * under.Sign;
        (Over, divisor) = (over / common, under / common - 1);
    }

    public BigInteger Over { get; }

    /// <summary>At least 1.</summary>
    public BigInteger Under => divisor + 1;

    public static Ratio Zero => default;
    public static Ratio One => Of(1);

    public static Ratio Of(int value) => new(value, 1);

    /// <param name="value">With at most six decimals.</param>
    public static Ratio Of(decimal value) => new(new BigInteger(value * 1_000_000m), 1_000_000);

    /// <exception cref="DivideByZeroException">Nothing is drawn from.</exception>
    public static Ratio Of(int part, int whole) => Of(part) / Of(whole);

    public static Ratio operator +(Ratio a, Ratio b) => new(a.Over * b.Under + b.Over * a.Under, a.Under * b.Under);
    public static Ratio operator -(Ratio a, Ratio b) => new(a.Over * b.Under - b.Over * a.Under, a.Under * b.Under);
    public static Ratio operator *(Ratio a, Ratio b) => new(a.Over * b.Over, a.Under * b.Under);
    public static Ratio operator /(Ratio a, Ratio b) => b.Over.IsZero ? throw new DivideByZeroException() : new(a.Over * b.Under, a.Under * b.Over);
    public static bool operator <(Ratio a, Ratio b) => a.CompareTo(b) < 0;
    public static bool operator >(Ratio a, Ratio b) => a.CompareTo(b) > 0;
    public static bool operator <=(Ratio a, Ratio b) => a.CompareTo(b) <= 0;
    public static bool operator >=(Ratio a, Ratio b) => a.CompareTo(b) >= 0;

    public int CompareTo(Ratio other) => (Over * other.Under).CompareTo(other.Over * Under);

    public static Ratio Min(Ratio a, Ratio b) => a < b ? a : b;
    public static Ratio Max(Ratio a, Ratio b) => a > b ? a : b;

    /// <summary>Towards minus infinity.</summary>
    public decimal Truncated(int decimals)
    {
        var scale = BigInteger.Pow(10, decimals);
        var whole = BigInteger.DivRem(Over * scale, Under, out var rest);
        return (decimal)(rest.Sign < 0 ? whole - 1 : whole) / (decimal)scale;
    }

    /// <summary>Halves go up.</summary>
    public decimal Rounded(int decimals) => (this + new Ratio(1, 2 * BigInteger.Pow(10, decimals))).Truncated(decimals);

    public override string ToString() => Rounded(6).ToString("0.######", CultureInfo.InvariantCulture);
}
