using System.Collections.Immutable;

namespace ServiceTrack.Web.Demo;

/// <summary>What stands in the demo's registers. Written for the demo; no real person, firm or certificate is meant.</summary>
public static class DemoRegisterTexts
{
    private static readonly ImmutableArray<DemoEntry> Resources =
    [
        .. Enumerable.Range(1, 14).Select(i => new DemoEntry(-90, "staff", $"s{i}", $"staffNumber=DEMO-{i:d2}", $"name=演示员工{i:d2}", $"outlet=@outlet{i % 5}",
            $"duty={(i <= 7 ? "technician" : i <= 11 ? "agent" : "management")}", $"serviceManagement={(i >= 10 ? "true" : "false")}",
            $"department={(i <= 7 ? "维修部" : "客服部")}", "fullTime=true", $"joinedOn=#-{400 + (i * 20)}", $"idNumber=演示证件号{i:d8}", $"phone=1990001{i:d4}")),
        new(-90, "qualifications", "q1", "staff=@s12", "kind=service-manager", "name=售后服务管理师（演示）", "number=演示证书00000012", "issuer=演示发证机构", "issuedOn=#-700", "expiresOn=#395"),
        new(-90, "qualifications", "q2", "staff=@s1", "kind=electrician", "name=低压电工证（演示）", "number=演示证书00000001", "issuer=演示发证机构", "issuedOn=#-1000", "expiresOn=#41"),
        new(-90, "qualifications", "q3", "staff=@s2", "kind=refrigeration", "name=制冷证（演示）", "number=演示证书00000002", "issuer=演示发证机构", "issuedOn=#-1100", "expiresOn=#-9"),
        new(-90, "facilities", "f1", "name=总部维修间（演示）", "kind=workshop", "outlet=@outlet0", "area=180", "from=#-800"),
        new(-90, "facilities", "f2", "name=东区备件库（演示）", "kind=warehouse", "outlet=@outlet1", "area=90", "from=#-600"),
        new(-90, "tools", "t1", "number=DEMO-YB-01", "name=绝缘电阻测试仪", "kind=instrument", "outlet=@outlet0", "acquiredOn=#-500", "calibratedOn=#-330", "calibrationDue=#35"),
        new(-90, "tools", "t2", "number=DEMO-YB-02", "name=检漏仪", "kind=instrument", "outlet=@outlet1", "acquiredOn=#-500", "calibratedOn=#-150", "calibrationDue=#215"),
        new(-90, "tools", "v1", "number=DEMO-CL-01", "name=服务车（演示）", "kind=vehicle", "outlet=@outlet0", "acquiredOn=#-900", "calibrationDue=#120"),
        new(-90, "parts", "p1", "number=DEMO-P-001", "name=主控板（演示）", "unit=块", "least=5", "from=#-500"),
        new(-90, "parts", "p2", "number=DEMO-P-002", "name=滤网（演示）", "unit=片", "least=20", "from=#-500"),
        new(-88, "part-movements", "m1", "movedOn=#-88", "part=@p1", "outlet=@outlet1", "kind=received", "quantity=12", "voucher=DEMO-RK-1"),
        new(-87, "part-movements", "m2", "movedOn=#-87", "part=@p2", "outlet=@outlet1", "kind=received", "quantity=60", "voucher=DEMO-RK-2"),
        .. Enumerable.Range(1, 9).Select(i => new DemoEntry(-80 + (i * 8), "part-movements", $"u{i}", $"movedOn=#{-80 + (i * 8)}", "part=@p1", "outlet=@outlet1", "kind=used", "quantity=1")),
        .. Enumerable.Range(1, 6).Select(i => new DemoEntry(-78 + (i * 11), "part-movements", $"um{i}", $"movedOn=#{-78 + (i * 11)}", "part=@p2", "outlet=@outlet1", "kind=used", "quantity=5")),
        new(-90, "prices", "c1", "item=上门费", "kind=visit", "price=50", "published=官网与维修单背面", "from=#-400"),
        new(-90, "prices", "c2", "item=主控板更换", "kind=labour", "price=80", "published=官网与维修单背面", "from=#-400"),
    ];

    private static readonly ImmutableArray<DemoEntry> Rules =
    [
        Document("d1", "DEMO-SC-01", "3.0", "售后服务手册（演示）", "handbook", "consultation,survey-measure,design,tech-support,training,commissioning,satisfaction,customer-event,knowledge-push,announcement,praise", -300),
        Document("d2", "DEMO-GF-01", "2.1", "投诉处理程序（演示）", "rule", "complaint", -200), Document("d3", "DEMO-GF-02", "2.0", "维修服务规范（演示）", "rule", "repair,maintenance,inspection,spare-parts", -200),
        Document("d4", "DEMO-GF-03", "1.2", "送货与安装规范（演示）", "rule", "delivery,installation,site-service", -180), Document("d5", "DEMO-GF-04", "1.1", "退换货规范（演示）", "rule", "return,exchange", -150),
        Document("d6", "DEMO-ZZ-01", "1.0", "售后组织机构图与任命（演示）", "organisation", "", -260),
        new(-70, "document-readings", "r1", "readOn=#-70", "document=@d2", "staff=@s8,@s9,@s10,@s11,@s12"),
        new(-66, "document-readings", "r2", "readOn=#-66", "document=@d3", "staff=@s1,@s2,@s3,@s4,@s5,@s6,@s7"),
        new(-90, "laws", "l1", "title=商品售后服务评价体系", "number=GB/T 27922-2011", "appliesTo=全部", "from=2012-02-01", "checkedOn=#-95"),
        new(-90, "laws", "l2", "title=质量管理 顾客满意 组织投诉处理指南", "number=GB/T 19012-2019", "appliesTo=投诉处理", "checkedOn=#-95"),
        new(-90, "promises", "o1", "promise=投诉 24 小时内首次答复", "measure=首次响应时限兑现率", "published=官网与保修卡", "from=#-360"),
        new(-90, "promises", "o2", "promise=维修 48 小时内上门", "measure=上门及时率", "published=官网与保修卡", "from=#-360"),
        new(-90, "channels", "h1", "name=服务热线（演示）", "kind=hotline", "address=演示号码", "hours=每日 8:30-20:00", "from=#-900"),
        new(-90, "channels", "h2", "name=微信公众号（演示）", "kind=wechat", "address=演示公众号", "hours=每日 9:00-18:00", "from=#-700"),
        new(-60, "channel-tests", "ct1", "testedOn=#-60", "channel=@h1", "answered=true", "seconds=14", "tester=@s13"),
        new(-29, "channel-tests", "ct2", "testedOn=#-29", "channel=@h1", "answered=true", "seconds=31", "tester=@s13"),
        new(-28, "channel-tests", "ct3", "testedOn=#-28", "channel=@h2", "answered=false", "tester=@s13", "remark=周末无人答复"),
    ];

    private static readonly ImmutableArray<DemoEntry> Goods =
    [
        new(-90, "warranty-classes", "w1", "name=家用电器（演示）", "months=12", "mainPartMonths=36", "source=公司三包规定（演示）", "from=#-600"),
        new(-90, "products", "g1", "model=DM-35", "name=空调 DM-35", "warrantyClass=@w1", "launchedOn=#-700"),
        new(-90, "products", "g2", "model=DM-60", "name=热水器 DM-60", "warrantyClass=@w1", "launchedOn=#-500"),
        .. Enumerable.Range(1, 8).Select(i => new DemoEntry(-85, "serials", $"n{i}", $"serialNo=DEMO9000{i:d4}", "product=@g2", $"invoicedOn=#-{90 + (i * 9)}", $"deliveredOn=#-{88 + (i * 9)}", $"customer=演示顾客{i:d3}", $"outlet=@outlet{i % 5}")),
        new(-45, "recalls", "rc", "announcedOn=#-45", "title=热水器 DM-60 电源线召回（演示）", "product=@g2", "defect=部分电源线接头可能松动", "remedy=免费上门更换电源线", "safety=true"),
        .. Enumerable.Range(1, 8).Select(i => new DemoEntry(-44, "recall-units", $"ru{i}", "recall=@rc", $"serial=@n{i}", "state=open")),
        .. Enumerable.Range(1, 6).Select(i => new DemoEntry(-40 + i, "recall-units", $"ru{i}", "state=reached", $"stateOn=#{-40 + i}")),
        .. Enumerable.Range(1, 4).Select(i => new DemoEntry(-30 + i, "recall-units", $"ru{i}", "state=repaired", $"stateOn=#{-30 + i}")),
        new(-20, "disputes", "ds", "receivedOn=#-20", "title=上门费重复收取（演示）", "stage=mediation", "state=open", "authority=市场监管部门（演示）", "caseNumber=DEMO-12", "replyBy=#-6", "against=@s3", "outlet=@outlet1"),
        new(-12, "disputes", "ds", "state=replied", "repliedOn=#-12"),
        new(-8, "disputes", "ds", "state=decided", "decidedBy=@s12", "decision=退还一次上门费并致歉"),
        new(-52, "recycling", "rr1", "collectedOn=#-52", "goods=旧压缩机", "quantity=6", "weight=74", "recycler=演示回收企业", "handedOverOn=#-50", "outlet=@outlet0"),
        new(-15, "recycling", "rr2", "collectedOn=#-15", "goods=废旧主控板", "quantity=11", "weight=3.2", "recycler=演示回收企业", "handedOverOn=#-14", "outlet=@outlet1"),
    ];

    private static readonly ImmutableArray<DemoEntry> Improving =
    [
        new(-75, "training", "tr1", "heldOn=#-75", "topic=投诉处理与沟通", "kind=skills", "staff=@s8,@s9,@s10,@s11", "document=@d2", "hours=3", "signedIn=true"),
        new(-50, "product-changes", "pc", "changedOn=#-50", "title=热水器 DM-60 改用新电源线", "product=@g2", "audience=technician"),
        new(-46, "training", "tr2", "heldOn=#-46", "topic=DM-60 新电源线更换", "kind=product", "staff=@s1,@s2,@s3,@s4,@s5", "change=@pc", "hours=2", "signedIn=true"),
        .. Enumerable.Range(1, 5).Select(i => new DemoEntry(-45, "exams", $"e{i}", "takenOn=#-45", "training=@tr2", $"staff=@s{i}", $"score={78 + (i * 4)}", "passed=true")),
        new(-60, "reviews", "rv", "heldOn=#-60", "title=本季度售后内部审核（演示）", "kind=audit", "scope=总部与东区网点", "leader=@s12", "findings=3", "conclusion=体系运行基本有效"),
        new(-90, "targets", "tg1", "name=首次响应及时率", "direction=atLeast", "value=95", "unit=%", "owner=@s13", "from=#-360"),
        new(-90, "targets", "tg2", "name=满意度", "direction=atLeast", "value=90", "unit=%", "owner=@s13", "from=#-360"),
        new(-1, "target-results", "res1", "target=@tg1", "month=@month", "value=96.2"), new(-1, "target-results", "res2", "target=@tg2", "month=@month", "value=88.7"),
        new(-1, "target-results", "res0", "target=@tg1", "month=@monthBefore", "value=93.4"),
        new(-58, "corrective-actions", "ca1", "openedOn=#-58", "problem=热线高峰接听慢", "source=review", "review=@rv", "state=open", "owner=@s13", "dueOn=#-30", "measure=30 秒接通率（%）", "before=71"),
        new(-33, "corrective-actions", "ca1", "state=done", "cause=午间排班不足", "action=增加午间两名坐席", "doneOn=#-33"),
        new(-10, "corrective-actions", "ca1", "state=verified", "after=92", "verifiedBy=@s12", "verifiedOn=#-10"),
        new(-26, "corrective-actions", "ca2", "openedOn=#-26", "problem=周末微信无人答复", "source=review", "state=open", "owner=@s14", "dueOn=#-5"),
        new(-14, "corrective-actions", "ca3", "openedOn=#-14", "problem=上门费重复收取", "source=complaint", "state=open", "owner=@s13", "dueOn=#20", "outlet=@outlet1"),
        new(-90, "budgets", "b1", "name=本年售后经费（演示）", "kind=regular", "amount=860000", "from=#-200", "until=#165"),
        new(-90, "budgets", "b2", "name=召回专项（演示）", "kind=special", "amount=50000", "from=#-100", "until=#100"),
        .. Enumerable.Range(1, 6).Select(i => new DemoEntry(-84 + (i * 13), "spending", $"sp{i}", $"spentOn=#{-84 + (i * 13)}", "budget=@b1", "purpose=备件与工具", $"amount={21_400 + (i * 3_150)}", $"voucher=DEMO-PZ-{i:d3}")),
        new(-38, "spending", "sp9", "spentOn=#-38", "budget=@b2", "purpose=召回电源线", "amount=13200", "voucher=DEMO-PZ-099"),
        new(-35, "rewards", "rw1", "on=#-35", "staff=@s2", "kind=reward", "reason=顾客书面表扬", "amount=300"),
        new(-7, "rewards", "rw2", "on=#-7", "staff=@s3", "kind=penalty", "reason=重复收费", "amount=200"),
        new(-90, "scope", "sc1", "kind=service", "name=家用电器维修、安装与送货服务", "from=#-60"), new(-90, "scope", "sc2", "kind=product", "name=空调 DM-35", "product=@g1", "from=#-60"),
        new(-90, "scope", "sc3", "kind=site", "name=总部客服中心（演示）", "site=@outlet0", "from=#-60"),
        new(-90, "honours", "hn", "kind=honour", "name=行业服务先进单位（演示）", "issuer=演示协会", "issuedOn=#-300"),
        new(-90, "certificates", "ce", "name=商品售后服务评价认证证书（演示）", "number=DEMO-RZ-1", "body=演示认证机构", "level=三星", "issuedOn=#-900", "expiresOn=#195"), new(-30, "certificates", "ce", "checkedOn=#-30"),
        new(-90, "certification-audits", "au1", "certificate=@ce", "kind=surveillance", "heldOn=#-560", "result=passed"),
        new(-90, "certification-audits", "au2", "certificate=@ce", "kind=surveillance", "heldOn=#-210", "result=conditions"),
        new(-90, "mark-uses", "mk", "place=官网首页（演示）", "medium=website", "certificate=@ce", "from=#-850"),
        new(-64, "certification-costs", "cc", "paidOn=#-64", "kind=consulting", "purpose=自评辅导（演示）", "amount=12000"),
    ];

    private static readonly ImmutableArray<DemoEntry> Certifying =
    [
        new(-70, "certification-projects", "cp", "name=两阶段服务认证（演示）", "scheme=two-stage-service", "body=演示认证机构", "startedOn=#-70", "cpsqLeast=70"),
        new(-70, "project-stages", "cp1", "project=@cp", "stage=第一阶段审核", "note=stage-1", "plannedFrom=#-60", "plannedUntil=#-40", "personDays=3"),
        new(-70, "project-stages", "cp2", "project=@cp", "stage=阶段间整改", "note=follow-up", "plannedFrom=#-40", "plannedUntil=#10"),
        new(-70, "project-stages", "cp3", "project=@cp", "stage=第二阶段审核", "note=stage-2", "plannedFrom=#12", "plannedUntil=#20", "personDays=4"),
        new(-70, "certification-cost-plans", "cpl1", "kind=audit", "purpose=第一阶段审核费", "amount=18000", "project=@cp", "stage=@cp1"),
        new(-70, "certification-cost-plans", "cpl2", "kind=travel", "purpose=审核差旅", "amount=3000", "project=@cp", "stage=@cp1"),
        new(-70, "certification-cost-plans", "cpl3", "kind=audit", "purpose=第二阶段审核费", "amount=24000", "project=@cp", "stage=@cp3"),
        new(-43, "certification-costs", "cpc1", "paidOn=#-43", "kind=audit", "purpose=第一阶段审核费", "amount=18000", "project=@cp", "stage=@cp1"),
        new(-40, "certification-costs", "cpc2", "paidOn=#-40", "kind=travel", "purpose=审核员差旅", "amount=3420.50", "project=@cp", "stage=@cp1"),
        new(-30, "certification-costs", "cpc3", "paidOn=#-30", "kind=consulting", "purpose=阶段间整改辅导", "amount=6000", "project=@cp", "stage=@cp2"),
        new(-41, "project-stages", "cp1", "doneOn=#-41"),
        .. Enumerable.Range(0, 34).Select(i => new DemoEntry(-38 + i, "perceived-quality-answers", $"pq{i}", $"answeredOn=#{-38 + i}", "project=@cp", "how=phone", $"outlet=@outlet{i % 2}",
            $"tangibles={3 + (i % 3)}", $"reliability={4 + (i % 2)}", $"responsiveness={2 + (i % 4)}", $"assurance={3 + (i % 3)}", $"empathy={4 - (i % 5 / 4)}")),
    ];

    public static ImmutableArray<DemoEntry> All => [.. Resources, .. Rules, .. Goods, .. Improving, .. Certifying];

    private static DemoEntry Document(string key, string number, string version, string title, string type, string kinds, int from) => new(-90, "documents", key,
        $"number={number}", $"version={version}", $"title={title}", $"type={type}", $"kinds={kinds}", "author=@s13", "approvedBy=@s12", $"approvedOn=#{from - 5}", $"from=#{from}");
}
