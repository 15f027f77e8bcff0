import Foundation
import Reports
import Testing

/// Every rendering of a diagnosis.
@Suite struct DiagnosisReportTests {
    @Test(arguments: SampleDiagnosis.names)
    func `the terminal shows what was found`(name: String) throws {
        let document = SampleDiagnosis.document(name)
        try Golden.expect(
            DiagnosisTerminalReport.render(document, style: TerminalStyle(width: 100)),
            is: "\(name).txt")
    }

    @Test func `a verbose page shows all evidence and every clue`() throws {
        try Golden.expect(
            DiagnosisTerminalReport.render(
                SampleDiagnosis.document("diagnosis-slot-limit"),
                style: TerminalStyle(width: 100, verbose: true)),
            is: "diagnosis-slot-limit-verbose.txt")
    }

    @Test(arguments: SampleDiagnosis.names)
    func `JSON, Markdown and HTML hold what was found`(name: String) throws {
        let document = SampleDiagnosis.document(name)
        try Golden.expect(
            String(decoding: DiagnosisJSONReport.render(document), as: UTF8.self),
            is: "\(name).json")
        try Golden.expect(DiagnosisMarkdownReport.render(document), is: "\(name).md")
        try GoldenPage.diagnosis.expect(DiagnosisHTMLReport.render(document), is: "\(name).html")
    }

    @Test(arguments: SampleDiagnosis.names, [30, 44, 60, 100, 160])
    func `no line is wider than the terminal, and none plays with it`(name: String, width: Int) {
        let document = SampleDiagnosis.document(name)
        for isVerbose in [false, true] {
            let text = DiagnosisTerminalReport.render(
                document, style: TerminalStyle(width: width, verbose: isVerbose))
            for line in text.split(separator: "\n") {
                #expect(line.count <= width, "\(line)")
                #expect(!line.contains("\u{1B}"))
                #expect(!line.hasPrefix("::"))
            }
        }
    }

    @Test func `colours add nothing but colours`() {
        let document = SampleDiagnosis.document("diagnosis-slot-limit")
        let plain = DiagnosisTerminalReport.render(document, style: TerminalStyle(width: 100))
        let painted = DiagnosisTerminalReport.render(
            document, style: TerminalStyle(color: true, width: 100))
        #expect(painted != plain)
        #expect(painted.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    }

    @Test(arguments: SampleDiagnosis.names)
    func `a page asks for nothing, and each element in it is closed`(name: String) {
        let html = DiagnosisHTMLReport.render(SampleDiagnosis.document(name))
        var open: [Substring] = []
        for tag in html.matches(of: /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>"]|"[^"]*")*)>/) {
            #expect(tag.2 != "script" && !tag.3.contains(/\son[a-z]+=/), "\(tag.0)")
            if tag.1 == "/" {
                #expect(open.popLast() == tag.2, "\(tag.0)")
            } else if !["meta", "link"].contains(tag.2), !tag.3.hasSuffix("/") {
                open.append(tag.2)
            }
        }
        #expect(open.isEmpty)
        let files = ["diagnosis.json", "probes.jsonl", "report.md"]
        for link in html.matches(of: /\s(?:href|src|action|data)="([^"]*)"/).map(\.1) {
            #expect(link == "data:," || files.contains(String(link)), "\(link)")
        }
        #expect(html.contains("default-src 'none'"))
        #expect(!html.contains("@import") && !html.contains("url("))
    }
}
