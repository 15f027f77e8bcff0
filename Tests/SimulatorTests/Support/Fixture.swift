import Foundation

/// Bytes captured from real servers, most from vLLM 0.32.0.
enum Fixture {
    /// The text of a file, named without `vllm-0.32.0-`.
    static func text(_ name: String) throws -> String {
        try file("vllm-0.32.0-" + name)
    }

    /// The text of a file of any server.
    static func file(_ name: String) throws -> String {
        let folder = Bundle.module.bundleURL.appending(path: "Fixtures")
        return try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    /// The status in a headers file.
    static func status(_ name: String) throws -> Int? {
        let line = try text(name + ".headers.txt").split(separator: "\n").first
        return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    }

    /// The value of one header in a headers file.
    static func header(_ header: String, of name: String) throws -> String? {
        try text(name + ".headers.txt").split(whereSeparator: \.isNewline)
            .first { $0.hasPrefix(header + ": ") }.map { String($0.dropFirst(header.count + 2)) }
    }
}
