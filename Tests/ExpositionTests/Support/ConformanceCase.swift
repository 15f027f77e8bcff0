import Exposition
import Foundation

/// A body and which parsers accept it; recorded by Conformance/record.
struct ConformanceCase: Decodable, Sendable {
    /// A sample as the Python client reads it, its value as Python writes it.
    struct ReadSample: Decodable, Sendable {
        let name: String
        let labels: [String: String]
        let value: String
    }

    let format: String
    let name: String
    let body: String
    /// What this module has to decide.
    let firstlight: Bool
    /// What the Python client decides.
    let python: Bool
    /// Why `firstlight` is not `python`.
    let why: String?
    /// What promtool decides, for the text format.
    let promtool: Bool?
    /// Why `firstlight` is not `promtool`.
    let whyNotPromtool: String?
    /// What the Python client reads, where both accept the body.
    let samples: [ReadSample]?

    var expositionFormat: ExpositionFormat? {
        ExpositionFormat.allCases.first { format == ($0 == .text ? "text" : "openmetrics") }
    }

    static func all() throws -> [ConformanceCase] {
        let bytes = try Fixture.bytes("conformance.json")
        return try JSONDecoder().decode([ConformanceCase].self, from: Data(bytes))
    }
}
