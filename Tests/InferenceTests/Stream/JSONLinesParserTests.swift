import Inference
import Testing

@Suite struct JSONLinesParserTests {
    /// A body and the lines in it; the last one without a line feed is handed over at the end.
    struct Sample: Sendable, CustomTestStringConvertible {
        let body: String
        let lines: [String]
        var testDescription: String { body.debugDescription }
    }

    static let samples = [
        Sample(body: "", lines: []),
        Sample(body: "\n\n \t\n\r\n", lines: []),
        Sample(body: "{\"a\":1}\n{\"b\":2}\n", lines: ["{\"a\":1}", "{\"b\":2}"]),
        Sample(body: "{\"a\":1}\r\n{\"b\":2}\r\n", lines: ["{\"a\":1}", "{\"b\":2}"]),
        Sample(body: "{\"a\":1}\n\n{\"b\":2}", lines: ["{\"a\":1}", "{\"b\":2}"]),
        Sample(body: "1\r2\n3\r", lines: ["1\r2", "3"]),
        Sample(body: "  {}  \n", lines: ["  {}  "]),
        Sample(body: "\"gr\u{fc}n\u{2028}\"\n", lines: ["\"gr\u{fc}n\u{2028}\""]),
    ]

    private static func lines(_ body: [UInt8], cuts: [Int]) throws -> [String] {
        var parser = JSONLinesParser()
        var lines: [String] = []
        var start = 0
        for end in cuts + [body.count] {
            try body[start..<end].withUnsafeBytes { bytes in
                try parser.feed(bytes) { lines.append(String(decoding: $0, as: UTF8.self)) }
            }
            start = end
        }
        parser.finish { lines.append(String(decoding: $0, as: UTF8.self)) }
        return lines
    }

    @Test(arguments: samples)
    func `lines are found, however they are cut`(_ sample: Sample) throws {
        let body = Array(sample.body.utf8)
        #expect(try Self.lines(body, cuts: []) == sample.lines)
        #expect(try Self.lines(body, cuts: Array(0..<body.count)) == sample.lines)
        for first in 0...body.count {
            for second in first...body.count {
                #expect(try Self.lines(body, cuts: [first, second]) == sample.lines)
            }
        }
    }

    @Test(arguments: [1, 3, 8])
    func `a line at the bound is read and one byte more is refused`(_ cut: Int) throws {
        for (text, isRead) in [("1234567\n", true), ("12345678\n", false), ("12345678", false)] {
            var parser = JSONLinesParser(lineBytesMax: 7)
            let bytes = Array(text.utf8)
            let pieces = stride(from: 0, to: bytes.count, by: cut).map {
                Array(bytes[$0..<min($0 + cut, bytes.count)])
            }
            func feed() throws {
                for piece in pieces { try piece.withUnsafeBytes { try parser.feed($0) { _ in } } }
            }
            if isRead {
                try feed()
            } else {
                #expect(throws: ServerSentEventError.eventTooLarge(limitBytes: 7)) { try feed() }
            }
        }
    }
}
