using ServiceTrack.Journal;

namespace ServiceTrack.Tests.Journal;

public sealed class PersonalTests
{
    [Theory]
    [InlineData(Mask.Number, "13812345678", "138****5678")]
    [InlineData(Mask.Number, "110101199003078888", "110***********8888")]
    [InlineData(Mask.Number, "4001234567", "********67")]
    [InlineData(Mask.Number, "12", "12")]
    [InlineData(Mask.Name, "欧阳小明", "欧***")]
    [InlineData(Mask.Name, "𠮷田", "𠮷*")]
    [InlineData(Mask.Name, "", "")]
    [InlineData(Mask.Email, "lee@example.com", "l**@example.com")]
    [InlineData(Mask.Email, "no address", "n*********")]
    [InlineData(Mask.Text, "朝阳路 1 号", "")]
    public void masks_as_the_journal_says(Mask mask, string value, string masked) => Assert.Equal(masked, Masking.Of(value, mask));

    [Fact]
    public void the_worked_digests_come_out()
    {
        Assert.Equal("qrC6lefXdWvACiXrFEKfAgJ2B0gUeMhwL8AOasGy9nc", PersonalDigest.Of(WorkedVector.Phone.FullSalt, WorkedVector.Phone.Full!));
        Assert.Equal("\"138****5678\"", WorkedVector.Phone.Masked);
        Assert.Equal("N_ZQPrZn84wqLewm35hWa5T2hLfbxHl1u_0EOOEDF_s", PersonalDigest.Of(WorkedVector.Phone.MaskedSalt, WorkedVector.Phone.Masked!));
    }

    [Fact]
    public void no_salt_is_used_twice()
    {
        var salts = Enumerable.Range(0, 100).Select(_ => Sealed.Of("a", "x", Mask.Name)).SelectMany(v => new[] { v.FullSalt, v.MaskedSalt }).ToList();
        Assert.Equal(200, salts.Distinct().Count());
        Assert.All(salts, s => Assert.Equal(22, s.Text.Length));
    }
}
