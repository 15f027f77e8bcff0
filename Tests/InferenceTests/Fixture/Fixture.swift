import Foundation
import Testing

@testable import Inference

/// One captured response: what a real server said, and what it was asked.
struct Fixture {
    /// For the captures whose requests were cut off by the client: no head was kept.
    private static let eventStreamHead = "HTTP/1.1 200 OK\ncontent-type: text/event-stream\n"

    let name: String
    let body: [UInt8]
    let head: ResponseHead

    /// Whether a streamed answer was asked for.
    let isStream: Bool

    private static var folder: URL {
        get throws {
            try #require(Bundle.module.url(forResource: "Fixtures/sse", withExtension: nil))
        }
    }

    /// The names of all captures.
    static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".txt") && !$0.hasSuffix(".headers.txt") }
            .map { String($0.dropLast(4)) }.sorted()
    }

    init(_ name: String) throws {
        let folder = try Fixture.folder
        self.name = name
        body = Array(try Data(contentsOf: folder.appending(path: "\(name).txt")))
        let headText =
            (try? String(
                contentsOf: folder.appending(path: "\(name).headers.txt"), encoding: .utf8))
            ?? Fixture.eventStreamHead
        head = try Fixture.head(headText)
        let request = try? Data(contentsOf: folder.appending(path: "\(name).request.json"))
        if let request {
            let members = try JSONSerialization.jsonObject(with: request) as? [String: Any]
            isStream = members?["stream"] as? Bool ?? false
        } else {
            let type = head.contentType ?? ""
            isStream = type.hasPrefix("text/event-stream") || type.hasPrefix("application/x-ndjson")
        }
    }

    /// Reads a head as it was kept: a status line and headers, a line each.
    private static func head(_ text: String) throws -> ResponseHead {
        let lines = text.split(whereSeparator: \.isNewline)
        let status = try #require(lines.first?.split(separator: " ").dropFirst().first)
        var head = ResponseHead(status: try #require(Int(status)))
        for line in lines.dropFirst() {
            let colon = try #require(line.firstIndex(of: ":"))
            let value = line[colon...].dropFirst().trimmingCharacters(in: .whitespaces)
            switch line[..<colon].lowercased() {
            case "content-type": head.contentType = value
            case "server": head.server = value
            default: break
            }
        }
        return head
    }

    /// The API through which the answer was asked for, which its name tells.
    var api: any WireAPI {
        let kinds: [(String, WireAPIKind)] = [
            ("completions-stream", .openaiCompletions), ("-anthropic-", .anthropic),
            ("-completion-", .llamaCpp), ("-ollama-chat-", .ollamaChat),
            ("-ollama-generate-", .ollamaGenerate), ("-tgi-", .tgi),
        ]
        return (kinds.first { name.contains($0.0) }?.1 ?? .openaiChat).api
    }

    /// The offsets after each event; the last one is the body's end.
    var eventEnds: [Int] {
        var ends: [Int] = []
        let isLines = api.framing == .jsonLines
        for index in body.indices.dropFirst()
        where body[index] == 10 && (isLines || body[index - 1] == 10) {
            ends.append(index + 1)
        }
        if ends.last != body.count { ends.append(body.count) }
        return ends
    }

    /// The instant at which everything happens, so that measurements can be compared as a whole.
    static let instant = ContinuousClock.now

    /// A reader that has read the head.
    func reader(keepText: Bool = false) -> ResponseReader {
        var reader = ResponseReader(
            api: api,
            request: InferenceRequest(
                model: "tiny", messages: [ChatMessage(role: .user, content: "x")], maxTokens: 24,
                stream: isStream),
            limits: RequestLimits(),
            instants: PhaseInstants(intendedStart: Fixture.instant, start: Fixture.instant),
            keepText: keepText)
        #expect(reader.read(head, at: Fixture.instant) == .read)
        return reader
    }

    /// Hands a part of the body to a reader.
    func feed(_ range: Range<Int>, to reader: inout ResponseReader) {
        body.withUnsafeBytes { bytes in
            _ = reader.read(UnsafeRawBufferPointer(rebasing: bytes[range]), at: Fixture.instant)
        }
    }

    /// Reads the whole response, cut at the given offsets, which must be in order.
    ///
    /// Bytes after the event that decides the outcome are counted when they come in the same
    /// read; they are taken out here, because they are the one thing that depends on the cut.
    func measure(cuts: some Sequence<Int>, keepText: Bool = false) -> MeasuredRequest {
        var reader = reader(keepText: keepText)
        var start = 0
        for end in Array(cuts) + [body.count] where !reader.isDecided {
            feed(start..<end, to: &reader)
            start = end
        }
        reader.readEnd(at: Fixture.instant)
        return Fixture.withoutLateBytes(reader.measured)
    }

    /// A measurement whose count of bytes does not depend on how the body was cut.
    static func withoutLateBytes(_ measured: MeasuredRequest) -> MeasuredRequest {
        guard case .errorInStream = measured.outcome, measured.isStream else { return measured }
        var result = measured
        result.bodyBytes = 0
        return result
    }
}
