/// What a diagnosis' page adds to the sheet of all pages.
enum DiagnosisHTMLStyle {
    /// The rules.
    static let sheet = """
        ol{margin:0 0 8px;padding-left:22px}
        ol li+li{margin-top:4px}
        h4{font-size:12.5px;line-height:1.4;margin:0 0 4px;color:var(--soft);font-weight:600}
        .cause{border:1px solid var(--line);border-radius:8px;padding:14px 16px;margin:0 0 14px;
        break-inside:avoid}
        .cause.first{border-left:4px solid var(--bad)}
        .cause h3{font-size:16px}
        .odds{color:var(--soft);font-weight:400;font-size:14px;margin-left:.5em}
        .sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,320px),1fr));
        gap:10px 24px;margin-bottom:8px}
        .sides>div{border-top:3px solid var(--line);padding-top:8px;min-width:0}
        .sides .for{border-top-color:var(--bad)}
        .sides .against{border-top-color:var(--met)}
        .sides ul{list-style:none;padding-left:1.3em}
        .sides li{position:relative}
        .sides li+li{margin-top:4px}
        .sides li::before{position:absolute;left:-1.3em;width:1em;text-align:center;font-weight:700}
        .sides .for li::before{content:"+";color:var(--bad)}
        .sides .against li::before{content:"\\2212";color:var(--met)}
        .cause details{font-size:14px}
        .cause summary{font-weight:400;color:var(--soft);padding:3px 0}
        .phases{display:flex;height:34px;border-radius:6px;overflow:hidden;background:var(--shade);
        print-color-adjust:exact;-webkit-print-color-adjust:exact}
        .phases i{display:block;min-width:2px;font-style:normal;font-weight:600;font-size:13px;
        line-height:34px;text-align:center;overflow:hidden;white-space:nowrap;color:#10161c}
        .network{background:#4fc3a1}
        .queue{background:#e69f00}
        .prefill{background:#cc99bf}
        .decode{background:#6bb7e8}
        .phase-legend{list-style:none;padding:0;margin:8px 0 0;display:flex;flex-wrap:wrap;
        gap:4px 24px}
        .phase-legend b{display:inline-block;width:.8em;height:.8em;border-radius:2px;
        margin-right:.3em}
        """
}
