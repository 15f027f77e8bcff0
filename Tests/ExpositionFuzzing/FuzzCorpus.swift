package import Foundation

/// The checked-in bodies that fuzzing starts from.
package enum FuzzCorpus {
    private struct Case: Decodable {
        let body: String
    }

    /// The bodies of the conformance table and every other captured body of a folder, in the order
    /// of their names.
    ///
    /// - Parameters:
    ///   - folder: the test fixtures.
    ///   - longest: bodies beyond this are left out, in bytes.
    /// - Returns: the bodies.
    /// - Throws: when the folder or a file cannot be read.
    package static func bodies(in folder: URL, longest: Int = .max) throws -> [[UInt8]] {
        let table = try Data(contentsOf: folder.appending(path: "conformance.json"))
        var bodies = try JSONDecoder().decode([Case].self, from: table).map { Array($0.body.utf8) }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        for name in names where !name.hasSuffix(".json") {
            bodies.append([UInt8](try Data(contentsOf: folder.appending(path: name))))
        }
        return bodies.filter { $0.count <= longest }
    }
}
