package import Foundation
package import Readiness

/// The arithmetic of a KV cache for people and for programs.
package enum KVCacheReport {
    /// The version of the JSON.
    package static let schemaVersion = 1

    /// Renders it for a terminal.
    ///
    /// - Parameters:
    ///   - estimate: The arithmetic.
    ///   - style: What the terminal can show.
    /// - Returns: Lines, each ended by a line feed; an empty one first and last.
    package static func text(_ estimate: KVCacheEstimate, style: TerminalStyle) -> String {
        let rows = rows(estimate)
        let width = rows.map(\.name.count).max() ?? 0
        var lines = [""]
        for row in rows {
            let label = row.name + String(repeating: " ", count: width - row.name.count)
            lines.append("  \(label)   \(row.value)")
        }
        for note in estimate.notes {
            lines.append("")
            lines += TextWrap.lines("note: \(note)", width: max(style.width - 4, 20))
                .map { "  " + $0 }
        }
        return (lines + [""]).map { $0 + "\n" }.joined()
    }

    /// Renders it in Markdown.
    package static func markdown(_ estimate: KVCacheEstimate) -> String {
        let table = MarkdownText.table(
            ["KV cache", ""],
            rows(estimate).map { [MarkdownText.escaped($0.name), MarkdownText.escaped($0.value)] })
        let notes = estimate.notes.map { "- " + MarkdownText.escaped($0) }
        return ([table] + (notes.isEmpty ? [] : [notes.joined(separator: "\n")]))
            .joined(separator: "\n\n") + "\n"
    }

    /// Renders it as JSON.
    package static func json(_ estimate: KVCacheEstimate) -> Data {
        let value: JSONValue = .object([
            "schemaVersion": .integer(schemaVersion),
            "layers": .integer(estimate.shape.layers),
            "valuesPerToken": .integer(estimate.shape.values),
            "type": .string(estimate.type.rawValue),
            "bytesPerToken": .integer(estimate.bytesPerToken),
            "memoryBytes": estimate.memory.map { .integer($0.bytes) } ?? .null,
            "tokens": estimate.tokens.map { .integer($0) } ?? .null,
            "contextTokens": estimate.length.map { .integer($0) } ?? .null,
            "requestBytes": estimate.requestMemory.map { .integer($0.bytes) } ?? .null,
            "fullLengthRequests": estimate.fullLengthRequests.map { .number($0) } ?? .null,
            "notes": .array(estimate.notes.map(JSONValue.string)),
        ])
        return Data(JSONWriter.bytes(of: value, indented: true))
    }

    private static func rows(_ estimate: KVCacheEstimate) -> [(name: String, value: String)] {
        func count(_ value: Int) -> String { LimitText.number(Double(value)) }
        var rows = [
            (
                "bytes per token",
                "\(count(estimate.bytesPerToken)) = \(estimate.shape.formula), as "
                    + estimate.type.rawValue
            )
        ]
        if let memory = estimate.memory {
            rows.append(("memory", "\(count(memory.bytes)) bytes (\(memory.text))"))
        }
        if let tokens = estimate.tokens { rows.append(("tokens", count(tokens))) }
        if let length = estimate.length, let one = estimate.requestMemory {
            rows.append(("one request", "\(count(length)) tokens take \(one.text)"))
        }
        if let requests = estimate.fullLengthRequests {
            rows.append(("at once", "\(LimitText.number(requests)) requests of full length"))
        }
        return rows
    }
}
