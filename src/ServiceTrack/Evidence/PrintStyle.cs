namespace ServiceTrack.Evidence;

/// <summary>How a printed pack looks: forms on A4, each page with the pack's number and its own.</summary>
internal static class PrintStyle
{
    /// <summary>Nothing is fetched and no script runs, whatever should stand in a page.</summary>
    public const string Nothing = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n";

    /// <param name="pack">Letters and digits.</param>
    public static string Of(string pack) => $$$"""
        @page{size:A4 landscape;margin:11mm 10mm 13mm;@bottom-left{content:"证据包 Pack {{{pack}}}";font:7px sans-serif;color:#5a6474}@bottom-right{content:counter(page) " / " counter(pages);font:8px sans-serif;color:#5a6474}}
        @page upright{size:A4 portrait}
        body{font:11px/1.5 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:0;color:#1c2330}article{break-before:page}.cover,.sheet{page:upright}.cover{break-before:auto}
        h1{font-size:17px;text-align:center;margin:.2rem 0}h2{font-size:13px;margin:1.2rem 0 .4rem;break-after:avoid}table{border-collapse:collapse;width:100%}th,td{border:1px solid #9aa3b2;padding:2px 5px;text-align:left;vertical-align:top;overflow-wrap:break-word}
        th,thead th{background:#f2f4f8}tr{break-inside:avoid}.group{break-after:avoid}.group td{background:#f7f8fb;font-weight:600}code,pre{font:10px/1.5 monospace;margin:0;white-space:pre-wrap;overflow-wrap:anywhere}a{color:inherit}
        .cover h1{font-size:24px;margin-top:3cm}.cover .title{font-size:17px;text-align:center;margin-bottom:1.5cm}.cover th{width:9rem}.note{color:#5a6474}
        .index>h1{font-size:15px}.switch,#find,.index a:not([href]),.sheet a:not([href]){display:none}.index td,.index th{font-size:9px}.index dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem}dt{color:#5a6474}dd{margin:0}.zh+.en::before{content:" "}
        .state{font-weight:600;white-space:nowrap}.missing,.stale,.loud h2{color:#a3201a}.thin{color:#8a5a00}.enough{color:#1b6b3a}.loud{border:2px solid #a3201a;border-radius:6px;padding:.3rem .8rem;margin:.8rem 0}
        .ledger{font-size:7.5px;line-height:1.4}.ledger th,.ledger td{overflow-wrap:anywhere;padding:1px 3px;line-height:1.25}.ledger h1{font-size:14px}.ledger header p{display:flex;flex-wrap:wrap;gap:.2rem 2rem;justify-content:center;margin:.3rem 0}
        {{{Html.SignatureStyle}}}
        """;
}
