import TestKit
import Testing

@testable import Inference

@Suite struct HTTPResponseParserTests {
    /// What a parser made of some bytes.
    private struct Read: Equatable {
        var responses: [Response] = []
        var error: HTTPResponseError?
        var endsByClose = false
    }

    private struct Response: Equatable {
        var status: Int
        var body = ""
        var hasEnded = false
        var isReusable = false
    }

    /// One text and what it must be read as.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var statuses: [Int]
        var bodies: [String]
        var isReusable: Bool
        var endsByClose = false
        var testDescription: String { name }
    }

    /// One text that is refused.
    struct Refusal: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var error: HTTPResponseError
        var testDescription: String { name }
    }

    private static func read(_ pieces: [ArraySlice<UInt8>]) -> Read {
        var parser = HTTPResponseParser()
        var result = Read()
        for piece in pieces {
            // A copy of its own, so that reading beyond the piece would be seen.
            Array(piece).withUnsafeBytes { bytes in
                var input = bytes
                do throws(HTTPResponseError) {
                    while let part = try parser.next(&input) {
                        switch part {
                        case .head(let head): result.responses.append(Response(status: head.status))
                        case .body(let bytes):
                            result.responses[result.responses.count - 1].body +=
                                String(decoding: bytes, as: UTF8.self)
                        case .end:
                            result.responses[result.responses.count - 1].hasEnded = true
                            result.responses[result.responses.count - 1].isReusable =
                                parser.isReusable
                        }
                    }
                } catch {
                    result.error = error
                }
            }
            if result.error != nil { break }
        }
        result.endsByClose = parser.endsByClose
        return result
    }

    private static func read(_ text: String) -> Read { read([Array(text.utf8)[...]]) }

    private static let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

    static let cases = [
        Case(
            name: "a counted body",
            text: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", statuses: [200],
            bodies: ["hello"], isReusable: true),
        Case(
            name: "no body", text: "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", statuses: [200],
            bodies: [""], isReusable: true),
        Case(
            name: "equal lengths twice",
            text: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok",
            statuses: [200], bodies: ["ok"], isReusable: true),
        Case(
            name: "chunks", text: chunked + "3\r\nabc\r\n00a\r\n0123456789\r\n0\r\n\r\n",
            statuses: [200], bodies: ["abc0123456789"], isReusable: true),
        Case(
            name: "chunks with extensions and trailers",
            text: chunked + "3;name=\"v\"\r\nabc\r\nA ;x\r\n0123456789\r\n0;last\r\n"
                + "Expires: never\r\nX: y\r\n\r\n",
            statuses: [200], bodies: ["abc0123456789"], isReusable: true),
        Case(
            name: "the coding in capitals",
            text: "HTTP/1.1 200 OK\r\ntransfer-encoding:\tCHUNKED \r\n\r\n1\r\na\r\n0\r\n\r\n",
            statuses: [200], bodies: ["a"], isReusable: true),
        Case(
            name: "a body to the end of the connection", text: "HTTP/1.1 200 OK\r\n\r\nall of it",
            statuses: [200], bodies: ["all of it"], isReusable: false, endsByClose: true),
        Case(
            name: "HTTP/1.0", text: "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
            statuses: [200], bodies: ["ok"], isReusable: false),
        Case(
            name: "HTTP/1.0 that stays",
            text: "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 2\r\n\r\nok",
            statuses: [200], bodies: ["ok"], isReusable: true),
        Case(
            name: "HTTP/1.1 that does not stay",
            text: "HTTP/1.1 200 OK\r\nConnection: x-other, Close\r\nContent-Length: 2\r\n\r\nok",
            statuses: [200], bodies: ["ok"], isReusable: false),
        Case(
            name: "a status without a reason", text: "HTTP/1.1 204\r\n\r\n", statuses: [204],
            bodies: [""], isReusable: true),
        Case(
            name: "a status that has no body, whatever its length says",
            text: "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", statuses: [304],
            bodies: [""], isReusable: true),
        Case(
            name: "informational responses first",
            text: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
            statuses: [200], bodies: ["ok"], isReusable: true),
        Case(
            name: "another protocol", text: "HTTP/1.1 101 Switching Protocols\r\n\r\n",
            statuses: [101], bodies: [""], isReusable: false),
        Case(
            name: "one response after the other",
            text: chunked + "1\r\na\r\n0\r\n\r\nHTTP/1.1 500 No\r\nContent-Length: 1\r\n\r\nb",
            statuses: [200, 500], bodies: ["a", "b"], isReusable: true),
    ]

    @Test(arguments: cases)
    func `a response is read the same however it is cut`(_ example: Case) {
        let bytes = Array(example.text.utf8)
        let whole = Self.read([bytes[...]])
        #expect(whole.error == nil)
        #expect(whole.responses.map(\.status) == example.statuses)
        #expect(whole.responses.map(\.body) == example.bodies)
        #expect(whole.endsByClose == example.endsByClose)
        #expect(whole.responses.last?.hasEnded == !example.endsByClose)
        #expect(whole.responses.last?.isReusable == example.isReusable)
        for cut in bytes.indices {
            #expect(Self.read([bytes[..<cut], bytes[cut...]]) == whole, "cut at \(cut)")
        }
        #expect(Self.read(bytes.indices.map { bytes[$0...$0] }) == whole)
        // Cut short, a response has not ended.
        if !example.endsByClose {
            for count in bytes.indices {
                let ended = Self.read([bytes[..<count]]).responses.filter(\.hasEnded).count
                #expect(ended < whole.responses.count, "the first \(count) bytes")
            }
        }
    }

    static let refusals = [
        Refusal(
            name: "another protocol", text: "SSH-2.0-OpenSSH_9.6\r\n",
            error: .statusLine("SSH-2.0-OpenSSH_9.6")),
        Refusal(name: "HTTP/2", text: "HTTP/2 200\r\n\r\n", error: .statusLine("HTTP/2 200")),
        Refusal(
            name: "no status", text: "HTTP/1.1 OK\r\n\r\n", error: .statusLine("HTTP/1.1 OK")),
        Refusal(
            name: "a status of four digits", text: "HTTP/1.1 2000 OK\r\n\r\n",
            error: .statusLine("HTTP/1.1 2000 OK")),
        Refusal(
            name: "a status below 100", text: "HTTP/1.1 099 No\r\n\r\n",
            error: .statusLine("HTTP/1.1 099 No")),
        Refusal(name: "a bare line feed", text: "HTTP/1.1 200 OK\n\n", error: .lineEnd),
        Refusal(
            name: "a field without a colon", text: "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n",
            error: .field("nonsense")),
        Refusal(
            name: "a blank before the colon", text: "HTTP/1.1 200 OK\r\nName : v\r\n\r\n",
            error: .field("Name : v")),
        Refusal(
            name: "a folded line without a field", text: "HTTP/1.1 200 OK\r\n v\r\n\r\n",
            error: .field(" v")),
        Refusal(
            name: "a control character in a value",
            text: "HTTP/1.1 200 OK\r\nName: a\u{1}b\r\n\r\n", error: .field("Name: a\u{FFFD}b")),
        Refusal(
            name: "two lengths", text: chunkedAndCounted, error: .twoLengths),
        Refusal(
            name: "lengths that differ",
            text: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n",
            error: .contentLength("2, 3")),
        Refusal(
            name: "a negative length", text: "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
            error: .contentLength("-1")),
        Refusal(
            name: "a length without a number", text: "HTTP/1.1 200 OK\r\nContent-Length: \r\n\r\n",
            error: .contentLength("")),
        Refusal(
            name: "a length beyond all bounds",
            text: "HTTP/1.1 200 OK\r\nContent-Length: 9999999999999999999\r\n\r\n",
            error: .contentLength("9999999999999999999")),
        Refusal(
            name: "a compressed transfer",
            text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
            error: .transferCoding("gzip, chunked")),
        Refusal(
            name: "a chunk without a size", text: chunked + "\r\nabc", error: .chunkSize(byte: 13)),
        Refusal(
            name: "a chunk with a word for its size", text: chunked + "xyz\r\n",
            error: .chunkSize(byte: UInt8(ascii: "x"))),
        Refusal(
            name: "a chunk beyond all bounds", text: chunked + "1000000000000000\r\n",
            error: .chunkSize(byte: UInt8(ascii: "0"))),
        Refusal(
            name: "a chunk longer than its size", text: chunked + "3\r\nabcd\r\n",
            error: .chunkEnd(byte: UInt8(ascii: "d"))),
        Refusal(
            name: "a chunk size that ends with a bare line feed", text: chunked + "3\nabc",
            error: .chunkSize(byte: 10)),
        Refusal(
            name: "a trailer with a bare line feed", text: chunked + "0\r\na: b\n\r\n",
            error: .lineEnd),
        Refusal(
            name: "a head without end",
            text: "HTTP/1.1 200 OK\r\n" + String(repeating: "x: 0123456789\r\n", count: 5000),
            error: .headTooLarge(limitBytes: 65_536)),
        Refusal(
            name: "trailers without end",
            text: chunked + "0\r\n" + String(repeating: "x: 0123456789\r\n", count: 5000),
            error: .headTooLarge(limitBytes: 65_536)),
        Refusal(
            name: "a size extension without end",
            text: chunked + "1;" + String(repeating: "x", count: 70_000),
            error: .headTooLarge(limitBytes: 65_536)),
    ]

    private static let chunkedAndCounted =
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n"

    @Test(arguments: refusals)
    func `what is no response is refused, however it is cut`(_ example: Refusal) {
        let bytes = Array(example.text.utf8)
        #expect(Self.read([bytes[...]]).error == example.error)
        #expect(!"\(example.error)".isEmpty)
        let step = max(1, bytes.count / 100)
        for cut in stride(from: 1, to: bytes.count, by: step) {
            let found = Self.read([bytes[..<cut], bytes[cut...]]).error
            // Only how much of the beginning is quoted may depend on the cut.
            switch (found, example.error) {
            case (.statusLine, .statusLine), (.headTooLarge, .headTooLarge): break
            default: #expect(found == example.error, "cut at \(cut)")
            }
        }
    }

    @Test func `another protocol is seen before its line ends`() {
        #expect(Self.read("\u{15}\u{3}").error != nil)
        #expect(Self.read("HT").error == nil)
        #expect(Self.read("HTML").error == .statusLine("HTML"))
    }

    @Test func `fields are found by name, whatever their case, without blanks around them`() throws
    {
        let text =
            "HTTP/1.1 200 OK\r\nServer:  vllm \r\nDATE:x\r\nX-Folded: a\r\n \t b\r\nserver: two\r\n"
            + "Empty:\r\nX-Bytes: \u{FF}é\r\n\r\n"
        let head = try Array(text.utf8).withUnsafeBytes { try HTTPHead($0) }
        #expect(head.status == 200 && head.minorVersion == 1)
        #expect(head.first("server") == "vllm")
        #expect(head.all("server") == ["vllm", "two"])
        #expect(head.first("date") == "x")
        #expect(head.first("x-folded")?.split(separator: " ") == ["a", "b"])
        #expect(head.first("empty")?.isEmpty == true)
        #expect(head.first("x-bytes") == "\u{FF}é")
        #expect(head.first("absent") == nil)
    }

    @Test(arguments: 0..<50) func `no bytes crash the parser or keep it busy`(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        for example in Self.cases {
            var bytes = Array(example.text.utf8)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: bytes.indices, using: &random)
                switch Int.random(in: 0...2, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
                default: if bytes.count > 1 { bytes.remove(at: place) }
                }
            }
            let whole = Self.read([bytes[...]])
            let single = Self.read(bytes.indices.map { bytes[$0...$0] })
            #expect(whole.responses == single.responses)
            #expect((whole.error == nil) == (single.error == nil))
        }
    }
}
