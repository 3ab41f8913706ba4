using ServiceTrack.Registers;
using static ServiceTrack.Registers.RegisterField;

namespace ServiceTrack.Network;

/// <summary>What service is done with.</summary>
public static class Equipment
{
    public static readonly Register Facilities = new("facilities", "服务场所与设施", "Facilities", "name",
    [
        Text("name", "名称", "Name").Needed(),
        Choice("kind", "类别", "Kind", ("premises", "服务场所", "Premises"), ("counter", "接待柜台", "Counter"), ("workshop", "维修间", "Workshop"),
            ("warehouse", "备件库", "Warehouse"), ("hotline", "热线设施", "Hotline equipment"), ("other", "其他", "Other")).Needed(),
        AtOutlet(),
        Number("area", "面积（㎡）", "Area (m²)"),
        Text("address", "地址", "Address"),
        Date("from", "启用日期", "In use from").Needed(),
        Date("until", "停用日期", "In use until"),
    ]) { ValidFrom = "from", ValidUntil = "until", Filters = ["kind"] };

    /// <summary>An instrument whose calibration is due no longer counts as fit for use; so does a vehicle past its inspection.</summary>
    public static readonly Register Tools = new("tools", "工具、仪器与车辆", "Tools, instruments, vehicles", "name",
    [
        Text("number", "编号", "Number").Needed(),
        Text("name", "名称", "Name").Needed(),
        Choice("kind", "类别", "Kind", ("tool", "工具", "Tool"), ("instrument", "仪器", "Instrument"), ("vehicle", "车辆", "Vehicle")).Needed(),
        Text("model", "型号", "Model"),
        AtOutlet(),
        Date("acquiredOn", "购置日期", "Acquired on").Needed(),
        Date("calibratedOn", "检定日期", "Calibrated on"),
        Date("calibrationDue", "检定有效期至", "Calibration valid until"),
        Text("calibratedBy", "检定机构", "Calibrated by"),
    ])
    {
        ValidFrom = "acquiredOn", ValidUntil = "calibrationDue", Unique = ["number"], Filters = ["kind"], Reminds = true,
        Rule = d => d["kind"] == "instrument" && d["calibrationDue"] is null ? [("calibrationDue", "An instrument needs the day its calibration is due.")] : [],
    };
}
