/// Damages bodies the way that finds faults of a line grammar: in bytes, in words and in lines.
package struct BodyMutator {
    private let corpus: [[UInt8]]
    private var generator: SeededGenerator

    /// - Parameters:
    ///   - corpus: bodies to start from and to take lines from; not empty.
    ///   - seed: what all choices follow from.
    package init(corpus: [[UInt8]], seed: UInt64) {
        precondition(!corpus.isEmpty, "there is something to damage")
        self.corpus = corpus
        generator = SeededGenerator(seed: seed)
    }

    /// A body of the corpus with a few changes.
    package mutating func next() -> [UInt8] {
        var body = pick(corpus)
        for _ in 0..<Int.random(in: 1...4, using: &generator) { change(&body) }
        return body
    }

    private mutating func change(_ body: inout [UInt8]) {
        guard !body.isEmpty else {
            body = pick(corpus)
            return
        }
        let index = Int.random(in: body.indices, using: &generator)
        switch Int.random(in: 0..<10, using: &generator) {
        case 0: body[index] = UInt8.random(in: .min ... .max, using: &generator)
        case 1: body[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 2: body.remove(at: index)
        case 3: body.removeSubrange(index...)
        case 4, 5: body.insert(contentsOf: pick(Self.words).utf8, at: index)
        case 6:
            let end = min(body.count, index + Int.random(in: 1...8, using: &generator))
            body.replaceSubrange(index..<end, with: pick(Self.words).utf8)
        default: changeLines(&body)
        }
    }

    private mutating func changeLines(_ body: inout [UInt8]) {
        var lines = Self.lines(body)
        let index = Int.random(in: lines.indices, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: lines.remove(at: index)
        case 1: lines.insert(lines[index], at: Int.random(in: lines.indices, using: &generator))
        case 2: lines.swapAt(index, Int.random(in: lines.indices, using: &generator))
        default: lines.insert(pick(Self.lines(pick(corpus))), at: index)
        }
        body = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
    }

    private static func lines(_ body: [UInt8]) -> [ArraySlice<UInt8>] {
        body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &generator)]
    }

    private static let words = [
        "\n", " ", "  ", "\t", "\r", "\r\n", "{", "}", "{}", "=", ",", "\"", "\\", "\\\"", "\\n",
        "\\\\", "#", "# ", " # {} 1", " # {a=\"b\"} 1 2.5", "# EOF\n", "# HELP a ", "# TYPE a ",
        "# UNIT a ", "_total", "_created", "_bucket", "_sum", "_count", "_gcount", "_gsum",
        "_info", "counter", "gauge", "histogram", "gaugehistogram", "summary", "info", "stateset",
        "unknown", "untyped", "le=\"+Inf\"", "le=\"1.0\"", "quantile=\"0.5\"", "__name__", "NaN",
        "+Inf", "-Inf", "0", "1", "-1", "1.5", "1e400", "1e-400", "1e22", "1e23", "0x1p3", "1_0",
        "9223372036854775807", "-9223372036854775808", "99999999999999999999", "\u{0}", "\u{FF}",
        "é", "e\u{301}", "\u{1F600}", "a", "b",
    ]
}
