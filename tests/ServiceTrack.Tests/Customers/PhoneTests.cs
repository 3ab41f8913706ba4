using ServiceTrack.Customers;

namespace ServiceTrack.Tests.Customers;

public sealed class PhoneTests
{
    [Theory]
    [InlineData("13812345678", "13812345678")]
    [InlineData(" 138-1234-5678 ", "13812345678")]
    [InlineData("+86 138 1234 5678", "13812345678")]
    [InlineData("+86-138-1234-5678", "13812345678")]
    [InlineData("0086 13812345678", "13812345678")]
    [InlineData("8613812345678", "13812345678")]
    [InlineData("＋８６　１３８１２３４５６７８", "13812345678")]
    [InlineData("１３４３０４１６０８７", "13430416087")]
    [InlineData("0571-88886666", "057188886666")]
    [InlineData("(0571) 8888 6666", "057188886666")]
    [InlineData("（010）12345678", "01012345678")]
    [InlineData("+86 571 8888 6666", "057188886666")]
    [InlineData("+86 10 12345678", "01012345678")]
    [InlineData("400-820-8820", "4008208820")]
    [InlineData("+86 400 820 8820", "4008208820")]
    [InlineData("88886666", "88886666")]
    [InlineData("12315", "12315")]
    [InlineData("+1 (415) 555-0123", "+14155550123")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    public void every_way_of_writing_a_number_comes_to_one_form(string written, string value) =>
        Assert.Equal(new PhoneNumber(value, null, false), Phone.Normalise(written));

    [Theory]
    [InlineData("0571-88886666-8012", "057188886666", "8012")]
    [InlineData("0571-88886666转8012", "057188886666", "8012")]
    [InlineData("+86-571-88886666-12", "057188886666", "12")]
    [InlineData("010 12345678 ext. 9", "01012345678", "9")]
    [InlineData("01012345678x305", "01012345678", "305")]
    [InlineData("400-820-8820 分机：12", "4008208820", "12")]
    [InlineData("400-820-8820-12", "4008208820", "12")]
    [InlineData("88886666＃3", "88886666", "3")]
    public void an_extension_stands_apart(string written, string value, string extension) =>
        Assert.Equal(new PhoneNumber(value, extension, false), Phone.Normalise(written));

    [Theory]
    [InlineData("1234")]
    [InlineData("123456789012345678901")]
    [InlineData("1381234567")]
    [InlineData("138123456789")]
    [InlineData("张先生 13812345678")]
    [InlineData("13812345678/13987654321")]
    [InlineData("1.38123E+10")]
    [InlineData("无")]
    [InlineData("")]
    public void an_odd_number_is_kept_as_it_was_written(string written) =>
        Assert.Equal(new PhoneNumber(written, null, true), Phone.Normalise(written));
}
