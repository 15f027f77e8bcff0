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
        if let judgement = shown(estimate) {
            let title = judgement.verdict.title
            let indent = title.count + 5
            let text = TextWrap.lines(judgement.sentence, width: max(style.width - indent, 20))
            let label = Tone.of(judgement.verdict).painted(title, color: style.color)
            lines += text.enumerated().map { index, line in
                index == 0 ? "  \(label)   \(line)" : String(repeating: " ", count: indent) + line
            }
            lines.append("")
        }
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
        let verdict = shown(estimate).map {
            "**\($0.verdict.title)**: \(MarkdownText.escaped($0.sentence))"
        }
        return
            ([verdict, table].compactMap(\.self)
            + (notes.isEmpty ? [] : [notes.joined(separator: "\n")]))
            .joined(separator: "\n\n") + "\n"
    }

    /// The judgement, where it says more than the figures: a demand was asked about, or nothing fits.
    private static func shown(_ estimate: KVCacheEstimate) -> KVCacheJudgement? {
        guard let judgement = estimate.judgement else { return nil }
        return estimate.demand != nil || judgement.verdict != .ready ? judgement : nil
    }

    /// Renders it as JSON.
    package static func json(_ estimate: KVCacheEstimate) -> Data {
        func integer(_ value: Int?) -> JSONValue { value.map(JSONValue.integer) ?? .null }
        func number(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }
        func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
        let judgement = estimate.judgement
        let value: JSONValue = .object([
            "schemaVersion": integer(schemaVersion),
            "verdict": text(judgement?.verdict.rawValue),
            "headline": text(judgement?.sentence),
            "layers": integer(estimate.shape.layers),
            "valuesPerToken": integer(estimate.shape.values),
            "type": text(estimate.type.rawValue),
            "bytesPerToken": integer(estimate.bytesPerToken),
            "memoryBytes": integer(estimate.memory?.bytes),
            "tokens": integer(estimate.tokens),
            "contextTokens": integer(estimate.length),
            "requestBytes": integer(estimate.requestMemory?.bytes),
            "fullLengthRequests": number(estimate.fullLengthRequests),
            "usualTokens": integer(estimate.usualLength),
            "usualRequests": number(estimate.usualRequests),
            "demand": integer(estimate.demand),
            "demandBytes": integer(estimate.demandMemory?.bytes),
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
        if let usual = estimate.usualLength, let one = estimate.usualRequestMemory {
            rows.append(("a usual one", "\(count(usual)) tokens take \(one.text)"))
        }
        var atOnce = estimate.fullLengthRequests.map {
            "\(LimitText.number($0)) requests of full length"
        }
        if let requests = estimate.usualRequests {
            let text = "\(LimitText.number(requests)) usual ones"
            atOnce = atOnce.map { "\($0), \(text)" } ?? text
        }
        if let atOnce { rows.append(("at once", atOnce)) }
        if let demand = estimate.demand, let memory = estimate.demandMemory {
            let kind = estimate.length == nil ? "usual" : "full"
            rows.append(("demand", "\(count(demand)) of \(kind) length take \(memory.text)"))
        }
        return rows
    }
}
