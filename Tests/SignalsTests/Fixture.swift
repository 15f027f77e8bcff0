import Exposition
import Foundation

/// Captured `/metrics` bodies of real engines.
enum Fixture {
    static func families(_ name: String) throws -> [MetricFamily] {
        let url = Bundle.module.bundleURL.appending(path: "Fixtures/\(name).txt")
        return try ExpositionParser.parse(Data(contentsOf: url))
    }
}

/// The families of a short body written in a test.
func families(_ text: String) throws -> [MetricFamily] {
    try ExpositionParser.parse(text.utf8)
}
