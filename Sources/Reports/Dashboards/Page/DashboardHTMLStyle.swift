/// What the page of dashboards adds to the style sheet: a grid of 24 columns, eight looks for
/// series, four for grades.
enum DashboardHTMLStyle {
    /// The whole sheet.
    static let sheet = [colors, frame, panels, marks, heat].joined(separator: "\n")

    private static let colors = """
        :root{--c0:#0072b2;--c1:#b84700;--c2:#00664f;--c3:#96327f;--c4:#855700;--c5:#554a9c;
        --c6:#3b7a9e;--c7:#7d5a44;--heat:184,71,0}
        @media (prefers-color-scheme:dark){:root{--c0:#56b4e9;--c1:#ff8f55;--c2:#3ecfa6;
        --c3:#e08fc4;--c4:#e9b44c;--c5:#b7adf3;--c6:#8cc4de;--c7:#d0ab92;--heat:255,143,85}}
        .c0{--c:var(--c0)}.c1{--c:var(--c1)}.c2{--c:var(--c2)}.c3{--c:var(--c3)}.c4{--c:var(--c4)}
        .c5{--c:var(--c5)}.c6{--c:var(--c6)}.c7{--c:var(--c7)}
        .ceiling{--c:var(--bad)}.edge{--c:var(--warm)}.total{--c:var(--ink)}
        .neutral{--c:var(--good)}.healthy{--c:var(--met)}.warning{--c:var(--amber)}
        .critical{--c:var(--bad)}
        """

    private static let frame = """
        .wrap,main{max-width:1760px}
        header.boards{background:var(--panel);border-bottom:1px solid var(--line);padding:18px 0 14px}
        header.boards h1{font-size:20px;margin:0 0 6px}
        header.boards .facts{border:0;margin:0;padding:0}
        header.boards .facts dt{color:var(--soft)}
        header.boards nav{display:flex;flex-wrap:wrap;gap:4px 18px;margin-top:10px;font-size:14px}
        main h3{margin:18px 0 8px;color:var(--soft);font-size:13px;text-transform:uppercase;
        letter-spacing:.05em}
        section+section{border-top:1px solid var(--line);padding-top:20px}
        .board{display:grid;grid-template-columns:repeat(24,minmax(0,1fr));gap:10px;
        align-items:stretch}
        .w3{grid-column:span 3}.w4{grid-column:span 4}.w6{grid-column:span 6}.w7{grid-column:span 7}
        .w8{grid-column:span 8}.w12{grid-column:span 12}.w16{grid-column:span 16}
        .w24{grid-column:span 24}
        @media (max-width:1100px){.w3,.w4,.w6,.w7{grid-column:span 12}
        .w8,.w12,.w16{grid-column:span 24}}
        """

    private static let panels = """
        .panel{padding:9px 12px 6px;display:flex;flex-direction:column;background:var(--bg)}
        .panel h4{font-size:13px;line-height:1.35;margin:0 0 4px;font-weight:600}
        .picture{flex:1;display:flex;flex-direction:column;justify-content:space-between;
        min-width:0}
        .panel details{font-size:12.5px;color:var(--soft);margin-top:2px}
        .panel summary{font-weight:400;padding:2px 0;font-size:12px}
        .panel details code{display:block;margin:4px 0;overflow-wrap:anywhere}
        .nothing{margin:auto;color:var(--soft);text-align:center;padding:14px 0}
        .nothing.bad{color:var(--bad)}
        .keys{list-style:none;display:flex;flex-wrap:wrap;gap:1px 16px;margin:4px 0 0;padding:0;
        font-size:12px;line-height:1.45}
        .keys span{color:var(--soft)}
        .keys b{color:var(--ink);font-weight:600}
        .key{display:inline-block;width:14px;height:0;border-top:3px solid var(--c);
        vertical-align:middle;margin-right:6px}
        .key.ceiling{border-top-style:dashed}
        .key.edge{border-top:2px dotted var(--c)}
        .numbers{display:flex;flex-wrap:wrap;gap:2px 18px;flex:1;align-items:center}
        .number{margin:0;line-height:1.15;color:var(--c)}
        .number b{display:block;font-size:25px;font-weight:650;white-space:nowrap}
        .number span{font-size:12px;color:var(--soft)}
        .number.neutral{color:var(--ink)}
        .interval{display:flex;gap:14px;margin:0 0 2px;font-size:12px;color:var(--soft)}
        .plain{padding-left:18px;font-size:13px}
        .dials{display:flex;flex-wrap:wrap;justify-content:center;gap:8px;flex:1;
        align-items:center}
        .dials svg{max-width:230px}
        .bars{list-style:none;margin:0;padding:0;font-size:12.5px;flex:1}
        .bars li{display:grid;grid-template-columns:minmax(0,11em) 1fr 6em;gap:8px;
        align-items:center;padding:2px 0}
        .bars i{height:12px;background:var(--shade);border-radius:2px;overflow:hidden}
        .bars u{display:block;height:100%;background:var(--c)}
        .bars b{text-align:right;font-weight:600}
        .panel table{font-size:13px}
        .panel td,.panel th{padding:4px 12px 4px 0}
        td.cell{color:var(--c);font-weight:600;white-space:nowrap}
        td.cell.neutral{color:var(--ink);font-weight:400}
        """

    private static let marks = """
        svg .line{fill:none;stroke:var(--c);stroke-width:1.8;stroke-linejoin:round}
        svg .line.ceiling{stroke-dasharray:8 5}
        svg .line.edge{stroke-dasharray:1.5 3.5;stroke-width:1.6}
        svg .line.total{stroke-width:2}
        svg .area{fill:var(--c);fill-opacity:.22;stroke:none}
        svg .dot{fill:var(--c)}
        svg .threshold{stroke:var(--c);stroke-width:1;stroke-dasharray:3 3;stroke-opacity:.8}
        svg .threshold.healthy{stroke:var(--met)}
        svg .rim{fill:none;stroke:var(--shade);stroke-width:15}
        svg .rim-value{fill:none;stroke:var(--c);stroke-width:15}
        svg .rim-mark{fill:none;stroke:var(--c);stroke-width:3}
        svg text.dial{font-size:26px;font-weight:650;fill:var(--c)}
        svg .state{fill:var(--c);fill-opacity:.75}
        """

    private static let heat = """
        .heat{stroke:none}
        .h1{fill:rgba(var(--heat),.12)}.h2{fill:rgba(var(--heat),.24)}
        .h3{fill:rgba(var(--heat),.36)}.h4{fill:rgba(var(--heat),.48)}
        .h5{fill:rgba(var(--heat),.6)}.h6{fill:rgba(var(--heat),.72)}
        .h7{fill:rgba(var(--heat),.86)}.h8{fill:rgb(var(--heat))}
        """
}
