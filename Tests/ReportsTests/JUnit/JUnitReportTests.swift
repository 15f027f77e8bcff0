import Foundation
import Readiness
import Testing

@testable import Reports

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct JUnitReportTests {
    @Test(arguments: SampleReports.names)
    func `the file is well-formed and its totals are those of its cases`(name: String) throws {
        let reader = try XMLOutline.read(JUnitReport.render(SampleReports.report(name)))
        for element in ["testsuites", "testsuite"] {
            let totals = try #require(reader.attributes[element])
            #expect(totals["tests"] == "\(reader.counts["testcase", default: 0])")
            #expect(totals["failures"] == "\(reader.counts["failure", default: 0])")
            #expect(totals["errors"] == "\(reader.counts["error", default: 0])")
            #expect(totals["skipped"] == "\(reader.counts["skipped", default: 0])")
        }
    }

    @Test(arguments: SampleReports.names)
    func `the file fails where the gate does`(name: String) throws {
        let report = try SampleReports.report(name)
        let reader = try XMLOutline.read(JUnitReport.render(report))
        let isGreen =
            reader.counts["failure", default: 0] + reader.counts["error", default: 0] == 0
        #expect(isGreen == (report.verdict == .ready || report.verdict == .degraded))
    }

    @Test func `violated fails, undecided errs, soft only speaks`() throws {
        let slow = JUnitReport.render(try SampleReports.report("admission-cap"))
        #expect(slow.contains("<failure message=\"violated: 3 of 7 within"))
        #expect(slow.contains("<error message=\"undecided, 70 more clean probes"))
        let soft = JUnitReport.render(try SampleReports.report("degraded"))
        #expect(soft.contains("<system-out>violated (soft)"))
        #expect(!soft.contains("<failure"))
    }

    @Test func `texts of servers arrive as text`() throws {
        let report = try SampleReports.report("nasty-failures")
        let reader = try XMLOutline.read(JUnitReport.render(report))
        #expect(reader.attributes["testsuite"]?["name"] == report.printable().name)
        #expect(reader.text.contains("<script>alert(\"x\")</script> & 'quoted' 100%"))
    }
}

/// The elements of an XML document, counted, with the attributes of the last of each name.
private final class XMLOutline: NSObject, XMLParserDelegate {
    var counts: [String: Int] = [:]
    var attributes: [String: [String: String]] = [:]
    var text = ""

    static func read(_ xml: String) throws -> XMLOutline {
        let outline = XMLOutline()
        let parser = XMLParser(data: Data(xml.utf8))
        parser.delegate = outline
        guard parser.parse() else { throw NotWellFormed(line: parser.lineNumber) }
        return outline
    }

    struct NotWellFormed: Error {
        var line: Int
    }

    func parser(
        _: XMLParser, didStartElement name: String, namespaceURI _: String?,
        qualifiedName _: String?, attributes: [String: String]
    ) {
        counts[name, default: 0] += 1
        self.attributes[name] = attributes
    }

    func parser(_: XMLParser, foundCharacters text: String) {
        self.text += text
    }
}
