import Foundation
import Readiness
import Signals
import Testing

/// The page on health says what the program does.
@Suite struct HealthPageTests {
    private static var page: String {
        get throws {
            let root = URL(filePath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent()
            return try String(
                contentsOf: root.appending(path: "docs/health.md"), encoding: .utf8)
        }
    }

    /// The rows of the table of ranges, as the program has them.
    private static var rows: [String] {
        var rows = Signal.allCases.flatMap { signal in
            HealthRanges.catalogue[signal].map { range in
                let unit = HealthUnit(signal, range.statistic)
                let role = range.judges ? "judges" : "informs"
                return "| \(signal.definition.title) | \(range.statistic.name) | "
                    + "\(range.text(unit)) | \(role) | \(range.source) |"
            }
        }
        let errors = HealthRanges.catalogue.errorShare
        rows.append(
            "| failed requests | share | \(errors.text(.ratio)) | judges | \(errors.source) |")
        return rows
    }

    @Test func `the table of ranges is the program's`() throws {
        let begin =
            "| signal | number | limits | role | source |\n| --- | --- | --- | --- | --- |\n"
        let parts = try Self.page.components(separatedBy: begin)
        try #require(parts.count == 2, "the table has another heading")
        let table = parts[1].components(separatedBy: "\n\n")[0].split(separator: "\n").map(
            String.init)
        #expect(table == Self.rows, "write it anew: \n\(Self.rows.joined(separator: "\n"))")
    }

    @Test func `every section is explained`() throws {
        let page = try Self.page
        for section in HealthSection.allCases {
            #expect(page.contains("| \(section.title) |"), "\(section.title)")
        }
    }
}
