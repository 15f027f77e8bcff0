import Inference
import TestKit
import Testing

extension ComputingTests {
    @Suite struct ServerSentEventParserTests {
        @Test(arguments: StreamCase.table)
        func `a stream reads as the standard says`(_ sample: StreamCase) throws {
            #expect(try RecordedStream(sample.stream, cuts: []) == sample.expected)
            #expect(ReferenceStream.parse(sample.stream) == sample.expected)
        }

        @Test(arguments: StreamCase.table)
        func `a cut at any byte changes nothing`(_ sample: StreamCase) throws {
            for cut in 0...sample.stream.count {
                let result = try RecordedStream(sample.stream, cuts: [cut])
                #expect(result == sample.expected, "cut at \(cut)")
            }
            let single = try RecordedStream(sample.stream, cuts: 0..<sample.stream.count)
            #expect(single == sample.expected, "byte by byte")
            // Empty reads between the bytes change nothing either.
            let doubled = (0..<sample.stream.count).flatMap { [$0, $0] }
            #expect(try RecordedStream(sample.stream, cuts: doubled) == sample.expected)
        }

        @Test(arguments: StreamCase.table.filter { $0.stream.count <= 64 })
        func `two cuts at any bytes change nothing`(_ sample: StreamCase) throws {
            for first in 0...sample.stream.count {
                for second in first...sample.stream.count {
                    let result = try RecordedStream(sample.stream, cuts: [first, second])
                    if result != sample.expected {
                        Issue.record("cut at \(first) and \(second): \(result)")
                    }
                }
            }
        }

        @Test(arguments: 1...8 as ClosedRange<UInt64>)
        func `random streams read like the reference however they are cut`(_ seed: UInt64) throws {
            let words = [
                "data", "event", "id", "retry", ":", ":", ": ", " ", "\n", "\n", "\r", "\r\n", "1",
                "42", "x", "é", "\0", "\u{FEFF}", "data:a", "data: b\n", "\n\n", "…",
            ]
            var random = SeededGenerator(seed: seed)
            for round in 0..<150 {
                let count = Int.random(in: 0...30, using: &random)
                let text = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }
                let stream = Array(text.joined().utf8)
                let expected = ReferenceStream.parse(stream)
                let cutCount = Int.random(in: 0...6, using: &random)
                let cuts = (0..<cutCount).map { _ in
                    Int.random(in: 0...stream.count, using: &random)
                }
                .sorted()
                let result = try RecordedStream(stream, cuts: cuts)
                #expect(
                    result == expected,
                    "seed \(seed), round \(round), cut at \(cuts): \(text.joined())"
                )
            }
        }

        // MARK: - Bounds

        @Test(arguments: [0, 1, 5, 9, 10, 11, 15])
        func `a line at the bound is read and one byte more is refused`(_ cut: Int) throws {
            let fits = Array(":234567890\ndata:a\n\n".utf8)
            let result = try RecordedStream(fits, cuts: [cut], eventBytesMax: 10)
            #expect(result.events == [.init("a")])
            let grown = Array(":2345678901\ndata:a\n\n".utf8)
            #expect(throws: ServerSentEventError.eventTooLarge(limitBytes: 10)) {
                _ = try RecordedStream(grown, cuts: [cut], eventBytesMax: 10)
            }
        }

        @Test(arguments: [0, 5, 12, 14, 20])
        func `many data lines cannot outgrow the bound of an event`(_ cut: Int) throws {
            let fits = Array("event:e\ndata:1234\ndata:6789\n\n".utf8)
            let result = try RecordedStream(fits, cuts: [cut], eventBytesMax: 10)
            #expect(result.events == [.init("1234\n6789", type: "e")])
            let grown = Array("event:e\ndata:1234\ndata:67890\n\n".utf8)
            #expect(throws: ServerSentEventError.eventTooLarge(limitBytes: 10)) {
                _ = try RecordedStream(grown, cuts: [cut], eventBytesMax: 10)
            }
        }

        @Test func `an endless line is refused as soon as it outgrows the bound`() throws {
            var parser = ServerSentEventParser(eventBytesMax: 1000)
            let piece = [UInt8](repeating: 0x78, count: 64)
            #expect(throws: ServerSentEventError.eventTooLarge(limitBytes: 1000)) {
                for _ in 0..<16 {
                    try piece.withUnsafeBytes { try parser.feed($0) { _ in } }
                }
            }
            #expect(
                "\(ServerSentEventError.eventTooLarge(limitBytes: 1000))".contains("1000 bytes"))
        }

        @Test func `what the receiver throws comes back`() {
            struct Refusal: Error, Equatable {}
            var parser = ServerSentEventParser()
            let stream = Array("data:a\n\n".utf8)
            #expect(throws: Refusal()) {
                try stream.withUnsafeBytes { try parser.feed($0) { _ in throw Refusal() } }
            }
        }

        @Test(arguments: [
            ("", false), (":", true), ("d", true), ("data", true), ("data:", true),
            ("data:x\n", true),
            ("event: x", true), ("{\"error\":1}", false), ("<html>\n<p>", false), ("dash\n", false),
            ("id", true), ("retry: 5\n", true), ("\n\n", false),
        ])
        func `a body that is no event stream is told apart`(_ text: String, _ isStream: Bool) throws
        {
            var parser = ServerSentEventParser()
            try Array(text.utf8).withUnsafeBytes { try parser.feed($0) { _ in } }
            #expect(parser.looksLikeEventStream == isStream)
        }
    }
}
