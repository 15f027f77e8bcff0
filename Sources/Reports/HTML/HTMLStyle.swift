/// The style sheet of a page.
///
/// Colours are those of Okabe and Ito, darkened or lightened until text in them keeps a contrast
/// of 4.5 to 1; nothing is told by colour alone.
enum HTMLStyle {
    /// The whole sheet.
    static let sheet = [colors, frame, verdict, tables, bars, figures, narrow, print]
        .joined(separator: "\n")

    private static let colors = """
        :root{--bg:#fff;--panel:#f5f7f9;--ink:#1b1f24;--soft:#57606a;--line:#d8dde3;
        --good:#0072b2;--bad:#b84700;--warm:#7d8791;--limit:#96327f;--met:#00664f;--amber:#855700;
        --open:#554a9c;--band:rgba(0,114,178,.16);--lane:rgba(213,94,0,.10);
        --shade:rgba(120,130,140,.14);--wait:#e69f00;--on-bar:#fff}
        @media (prefers-color-scheme:dark){:root{--bg:#0f1419;--panel:#181f27;--ink:#e6e9ec;
        --soft:#9da8b4;--line:#313a44;--good:#56b4e9;--bad:#ff8f55;--warm:#8b96a1;--limit:#e08fc4;
        --met:#3ecfa6;--amber:#e9b44c;--open:#b7adf3;--band:rgba(86,180,233,.20);
        --lane:rgba(255,143,85,.14);--shade:rgba(150,160,170,.14);--on-bar:#0f1419}}
        """

    private static let frame = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,
        "Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,sans-serif;
        font-variant-numeric:tabular-nums;overflow-wrap:break-word}
        h1,.verdict p,dd,li,.said,code,pre{overflow-wrap:anywhere}
        .wrap,main{max-width:1180px;margin:0 auto;padding:0 24px}
        main{padding-top:8px;padding-bottom:32px}
        section{margin:28px 0 0}
        h2{font-size:18px;line-height:1.3;margin:0 0 10px}
        h3{font-size:14px;line-height:1.4;margin:0 0 6px}
        p{margin:0 0 10px;max-width:80ch}
        ul{margin:0;padding-left:20px}
        code,pre{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;
        font-size:.92em}
        pre{background:var(--panel);border:1px solid var(--line);border-radius:6px;padding:10px 12px;
        margin:0;white-space:pre-wrap}
        a{color:var(--good)}
        .pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,340px),1fr));
        gap:16px}
        .pair>div{background:var(--panel);border:1px solid var(--line);border-radius:8px;
        padding:14px 16px}
        .pair .why{border-left:4px solid var(--bad)}
        .pair .next{border-left:4px solid var(--good)}
        .pair li+li{margin-top:4px}
        .remark{color:var(--soft);font-size:13px;margin-top:8px}
        dl{margin:0}
        dd{margin:0}
        .settings{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr));
        gap:2px 24px;margin-bottom:14px}
        .settings div{display:flex;gap:12px;padding:4px 0;border-bottom:1px solid var(--line)}
        .settings dt{flex:0 0 132px;color:var(--soft)}
        .settings dd{min-width:0}
        summary{cursor:pointer;font-weight:600;padding:6px 0}
        footer{border-top:1px solid var(--line);color:var(--soft);font-size:13px;padding:14px 0 28px}
        footer p{margin:2px 0}
        """

    private static let verdict = """
        .verdict{color:#fff;padding:22px 0 20px;background:#4c4a86;print-color-adjust:exact;
        -webkit-print-color-adjust:exact}
        .verdict.ready{background:#00684f}
        .verdict.degraded{background:#7d5200}
        .verdict.not-ready{background:#a23a00}
        .verdict p{max-width:none}
        .badge{display:inline-block;font-size:26px;font-weight:700;line-height:1.2;margin:0 0 8px;
        letter-spacing:.02em}
        .badge span{display:inline-block;width:1.5em;height:1.5em;line-height:1.5em;
        border-radius:50%;text-align:center;background:rgba(255,255,255,.22);margin-right:.35em}
        .verdict h1{font-size:20px;font-weight:600;line-height:1.35;margin:0 0 4px}
        .verdict .subject{margin:0 0 2px}
        .verdict .meaning{margin:0;opacity:.92}
        .verdict .meaning span::before{content:"Reason: "}
        .facts{display:flex;flex-wrap:wrap;gap:6px 32px;margin-top:14px;padding-top:12px;
        border-top:1px solid rgba(255,255,255,.3);font-size:14px}
        .facts div{min-width:0}
        .facts dt{opacity:.85;font-size:12px;line-height:1.3}
        """

    private static let tables = """
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:14px}
        th{text-align:left;font-weight:600;font-size:12.5px;color:var(--soft);
        border-bottom:2px solid var(--line);padding:4px 14px 6px 0;vertical-align:bottom}
        td{border-bottom:1px solid var(--line);padding:7px 14px 7px 0;vertical-align:top}
        td:last-child,th:last-child{padding-right:0}
        td code{white-space:nowrap;overflow-wrap:normal}
        .met{color:var(--met)}
        .violated{color:var(--bad)}
        .soft{color:var(--amber)}
        .undecided{color:var(--open)}
        .faint{color:var(--soft)}
        .probes{font-size:12.5px}
        .probes td,.probes th{padding-top:3px;padding-bottom:3px;white-space:nowrap}
        .probes td.said{white-space:normal;min-width:220px}
        """

    private static let bars = """
        td.interval{width:190px;min-width:150px}
        .bar{position:relative;height:12px;margin-top:5px;background:var(--shade);border-radius:3px;
        print-color-adjust:exact;-webkit-print-color-adjust:exact}
        .bar i{position:absolute;top:0;bottom:0;background:currentColor;opacity:.5;border-radius:3px}
        .bar u{position:absolute;top:1px;bottom:1px;width:4px;margin-left:-2px;
        background:currentColor;border-radius:2px}
        .bar b{position:absolute;top:-4px;bottom:-4px;width:0;margin-left:-1px;
        border-left:2px solid var(--ink)}
        .ends{display:flex;justify-content:space-between;font-size:11px;line-height:1.3;
        color:var(--soft);margin-top:4px}
        """

    private static let figures = """
        .figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,460px),1fr));
        gap:18px}
        .figures+.figures{margin-top:18px}
        figure{margin:0;border:1px solid var(--line);border-radius:8px;padding:14px 16px 12px;
        min-width:0;break-inside:avoid}
        figure svg{display:block;width:100%;height:auto;overflow:visible}
        svg text{font-size:12px;fill:var(--ink);font-family:inherit}
        svg .tick,svg .axis-title{fill:var(--soft)}
        svg .tick.bad{fill:var(--bad)}
        svg .halo{paint-order:stroke;stroke:var(--bg);stroke-width:3px}
        svg .grid{stroke:var(--line);stroke-width:1}
        svg .axis{stroke:var(--soft);stroke-width:1}
        svg .curve{fill:none;stroke:var(--good);stroke-width:1.8;stroke-linejoin:round}
        svg .band{fill:var(--band);stroke:none}
        svg .limit{stroke:var(--limit);stroke-width:1.6;stroke-dasharray:6 4}
        svg .limit.thin{stroke-width:1;stroke-dasharray:2 3}
        svg .limit-label{fill:var(--limit);font-weight:600;paint-order:stroke;stroke:var(--bg);
        stroke-width:3px}
        svg .target{fill:var(--limit);stroke:var(--bg);stroke-width:1}
        svg circle.good{fill:var(--good);fill-opacity:.8}
        svg circle.warm{fill:none;stroke:var(--warm);stroke-width:1.4}
        svg path.bad{stroke:var(--bad);stroke-width:2;fill:none}
        svg .lane{fill:var(--lane)}
        svg .missing{stroke:var(--bad);stroke-width:4}
        svg .warmup{fill:var(--shade)}
        svg .empty{fill:var(--soft);font-size:14px}
        svg .label{fill:var(--ink)}
        svg .value{fill:var(--ink);paint-order:stroke;stroke:var(--bg);stroke-width:3px}
        svg .value.on-bar{fill:var(--on-bar);stroke:none;font-weight:600}
        svg .network{fill:#009e73}
        svg .wait{fill:var(--wait)}
        svg .stream{fill:var(--good)}
        figcaption{color:var(--soft);font-size:12.5px;line-height:1.45}
        figcaption p{margin:4px 0 0}
        .legend{list-style:none;display:flex;flex-wrap:wrap;gap:2px 18px;padding:0;margin:4px 0 0}
        .mark{font-weight:700}
        .mark.good,.mark.curve{color:var(--good)}
        .mark.bad{color:var(--bad)}
        .mark.warm{color:var(--warm)}
        .mark.band{color:var(--good);opacity:.35}
        .mark.target{color:var(--limit)}
        """

    private static let narrow = """
        @media screen and (max-width:760px){
        .wrap,main{padding-left:16px;padding-right:16px}
        svg text{font-size:15px}
        table.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        table.cards,table.cards tbody,table.cards tr,table.cards td{display:block;width:auto}
        table.cards tr{border:1px solid var(--line);border-radius:8px;padding:8px 12px;
        margin-bottom:10px}
        table.cards td{border:0;padding:3px 0;display:grid;
        grid-template-columns:104px minmax(0,1fr);gap:10px}
        table.cards td:empty{display:none}
        table.cards td::before{content:attr(data-title);color:var(--soft);font-size:12.5px}
        table.cards td.interval{width:auto}
        table.cards td.interval .ends{grid-column:2}
        td code{white-space:normal}
        .settings dt{flex-basis:104px}
        }
        """

    private static let print = """
        @media print{
        :root{--bg:#fff;--panel:#fff;--ink:#000;--soft:#444;--line:#bbb;--good:#0072b2;--bad:#b84700;
        --limit:#96327f;--met:#00664f;--amber:#855700;--open:#554a9c;--band:rgba(0,114,178,.16)}
        body{font-size:9.5pt}
        table{font-size:9pt}
        .verdict{padding:14px 0;border-radius:6px}
        .verdict .wrap{padding:0 16px}
        .wrap,main{max-width:none;padding:0}
        .pair>div{break-inside:avoid}
        h2,h3{break-after:avoid}
        tr,figure{break-inside:avoid}
        #requests{display:none}
        .figures{grid-template-columns:1fr 1fr}
        }
        """
}
