import Foundation

/// Captured `/metrics` bodies of real engines.
enum Fixture {
    /// The file names, sorted.
    static let names: [String] = {
        let directory = Bundle.module.bundleURL.appending(path: "Fixtures")
        let found = try? FileManager.default.contentsOfDirectory(atPath: directory.path)
        return (found ?? []).filter { $0.hasSuffix(".txt") }.sorted()
    }()

    static var folder: URL { Bundle.module.bundleURL.appending(path: "Fixtures") }

    static func bytes(_ name: String) throws -> [UInt8] {
        let url = Bundle.module.bundleURL.appending(path: "Fixtures").appending(path: name)
        return [UInt8](try Data(contentsOf: url))
    }
}
