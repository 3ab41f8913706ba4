using ServiceTrack.Classification;

namespace ServiceTrack.Tests.Classification;

public sealed class RuleTests
{
    [Theory]
    [InlineData("同一个毛病修了四次还没好", "serious")]
    [InlineData("再不处理我就打12315，找律师", "serious")]
    [InlineData("我的电话号码被你们泄露出去了", "serious")]
    [InlineData("师傅威胁我给好评", "serious")]
    [InlineData("等了两个月没有任何说法", "serious")]
    [InlineData("家里有新生儿，没有热水", "serious")]
    [InlineData("生产线停产一天，损失很大", "serious")]
    [InlineData("I will see you in court", "serious")]
    [InlineData("this is the third time it broke", "serious")]
    [InlineData("My wife is pregnant and we have no heating", "serious")]
    [InlineData("车间设备漏电，已经停产", "safety")]
    [InlineData("按键有点松", "normal")]
    [InlineData("快递慢了一天", "normal")]
    [InlineData("the colour is not what I ordered", "normal")]
    [InlineData("", "normal")]
    public void severity_goes_by_the_gravest_thing_said(string text, string severity) => Assert.Equal(severity, SeverityRule.Of(text));

    [Theory]
    [InlineData("修了三次修不好，我要退货退款", "refund")]
    [InlineData("把钱退给我", "refund")]
    [InlineData("屏幕有坏点，要求换一台新的", "exchange")]
    [InlineData("少发了一个，请补发", "exchange")]
    [InlineData("地板泡坏了，你们要赔偿损失", "compensation")]
    [InlineData("师傅骂人，必须当面道歉", "apology")]
    [InlineData("给我赔礼", "apology")]
    [InlineData("又不制冷了，尽快派人来修", "repair")]
    [InlineData("请问保修期是多久", "information")]
    [InlineData("到底什么时候能送到", "information")]
    [InlineData("质量太差", null)]
    [InlineData("不要退款，我只要换新的", "exchange")]
    [InlineData("不用赔偿，道个歉就行", "apology")]
    [InlineData("店员刚退休", null)]
    [InlineData("I want my money back", "refund")]
    [InlineData("please replace the whole unit", "exchange")]
    [InlineData("who will pay for the carpet? I expect compensation", "compensation")]
    [InlineData("I expect a written apology", "apology")]
    [InlineData("Please send someone to fix it", "repair")]
    [InlineData("could you tell me the status", "information")]
    [InlineData("I don't want a refund, just swap it", "exchange")]
    [InlineData("bad quality", null)]
    public void a_demand_is_what_is_asked_for(string text, string? demand) => Assert.Equal(demand, DemandRule.Of(text));

    [Fact]
    public void rules_answer_in_the_products_own_labels()
    {
        Assert.Equal([SeverityRule.Safety, SeverityRule.Serious, SeverityRule.Normal], Labels.Severities);
        Assert.All((string[])["退款", "换货", "赔偿", "道歉", "来修", "请问"], t => Assert.Contains(DemandRule.Of(t), Labels.Demands));
    }
}
