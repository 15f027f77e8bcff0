import Foundation
import Testing

@testable import TestKit

@Suite struct ScriptedServerTests {
    private static let stream = Array(
        ("POST /a?b=1 HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nX-Tag:  spaced  \r\n\r\nbody"
            + "GET / HTTP/1.1\r\n\r\nHEAD /x HTTP/1.0\r\n").utf8)

    @Test func `requests are found however they are cut`() {
        for cut in 0...Self.stream.count {
            var scanner = RequestScanner()
            var found: [RecordedRequest] = []
            for piece in [Self.stream[..<cut], Self.stream[cut...]] {
                scanner.append(piece)
                while let request = scanner.next(connection: 3) { found.append(request) }
            }
            #expect(found.map(\.method) == ["POST", "GET"], "cut at \(cut)")
            #expect(found.map(\.target) == ["/a?b=1", "/"])
            #expect(found.map(\.bodyText) == ["body", ""])
            #expect(found.first?.header("x-tag") == "spaced")
            #expect(found.first?.connection == 3)
            #expect(String(decoding: scanner.bytes, as: UTF8.self) == "HEAD /x HTTP/1.0\r\n")
        }
    }

    @Test func `a body is read to its length and no further`() {
        var scanner = RequestScanner()
        scanner.append(Array("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nab".utf8))
        #expect(scanner.next(connection: 0) == nil)
        scanner.append(Array("cd".utf8))
        #expect(scanner.next(connection: 0)?.bodyText == "abc")
        #expect(scanner.bytes == Array("d".utf8))
    }

    @Test(.timeLimit(.minutes(1)))
    func `waiting for what never comes ends with the task`() async throws {
        try await withScriptedServer([]) { server in
            await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.accepted() }
                group.cancelAll()
                await #expect(throws: CancellationError.self) { try await group.next() }
            }
            #expect(server.connectionCount == 0 && server.requests.isEmpty)
        }
    }

    @Test func `the folder of a test is its own and goes away`() async throws {
        let path = try await withTemporaryFolder { folder in
            try "x".write(toFile: folder + "/file", atomically: true, encoding: .utf8)
            return folder
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
