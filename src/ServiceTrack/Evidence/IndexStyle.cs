namespace ServiceTrack.Evidence;

/// <summary>How the first page looks, and the little it does: look for words, without a network.</summary>
internal static class IndexStyle
{
    public const string Css = """
        :root{color-scheme:light}body{font:15px/1.55 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem;color:#1c2330}
        h1{font-size:1.5rem;margin:.2rem 0}h2{font-size:1.1rem;margin:2rem 0 .5rem}table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #d5dae2;padding:.35rem .5rem;text-align:right;vertical-align:top}
        td{white-space:nowrap}th:first-child,td:first-child,.clauses td,.clauses th{text-align:left}.clauses td{white-space:normal}thead th{background:#f2f4f8}tfoot td{font-weight:600}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{color:#5a6474}dd{margin:0}a{color:#2257c4}
        code{background:#f2f4f8;padding:.1rem .3rem;border-radius:3px}.switch{float:right}input[name=language]{accent-color:#2257c4}#find{width:100%;max-width:24rem;font:inherit;padding:.3rem .6rem;margin:.6rem 0}
        .state{font-weight:600;white-space:nowrap}.missing,.stale{color:#a3201a}.thin{color:#8a5a00}.enough{color:#1b6b3a}.group td{background:#f7f8fb;font-weight:600}
        .loud{border:2px solid #a3201a;border-radius:6px;padding:.4rem 1rem;margin:1rem 0}.loud h2{color:#a3201a;margin-top:.4rem}.note{color:#5a6474;font-size:.9em}
        body:has(#zh:checked) .en,body:has(#en:checked) .zh{display:none}[hidden]{display:none}
        @media print{@page{size:A4 landscape;margin:12mm}body{margin:0;max-width:none;font-size:11px}.switch,#find{display:none}tr{break-inside:avoid}.group{break-after:avoid}}
        """;

    public const string Script = """
        const find=document.getElementById('find');
        const rows=[...document.querySelectorAll('tbody tr,ul.found li')].map(row=>[row,row.textContent.toLowerCase()]);
        find.addEventListener('input',()=>{const words=find.value.toLowerCase().split(/\s+/).filter(Boolean);
        for(const [row,text] of rows)row.hidden=!words.every(word=>text.includes(word));});
        document.querySelectorAll('input[name=language]').forEach(it=>it.addEventListener('change',()=>{document.documentElement.lang=it.id;find.placeholder=find.dataset[it.id];}));
        """;
}
