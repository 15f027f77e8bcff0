/// What a sweep's page adds to the style sheet: five looks for endpoints, by colour and by mark.
enum SweepHTMLStyle {
    static let sheet = """
        :root{--s0:#0072b2;--s1:#b84700;--s2:#00664f;--s3:#96327f;--s4:#855700}
        @media (prefers-color-scheme:dark){:root{--s0:#56b4e9;--s1:#ff8f55;--s2:#3ecfa6;
        --s3:#e08fc4;--s4:#e9b44c}}
        .s0{--c:var(--s0)}.s1{--c:var(--s1)}.s2{--c:var(--s2)}.s3{--c:var(--s3)}.s4{--c:var(--s4)}
        .mark.s0,.mark.s1,.mark.s2,.mark.s3,.mark.s4{color:var(--c)}
        svg .sweep-band{fill:var(--c);fill-opacity:.16;stroke:none}
        svg .sweep-bar{stroke:var(--c);stroke-width:1.2;stroke-opacity:.6}
        svg .sweep-curve{fill:none;stroke:var(--c);stroke-width:1.8;stroke-linejoin:round}
        svg .sweep-mark{fill:var(--c);stroke:var(--bg);stroke-width:1}
        svg .sweep-mark.open{fill:var(--bg);stroke:var(--c);stroke-width:1.8}
        table.levels td{white-space:normal;vertical-align:top}
        """
}
