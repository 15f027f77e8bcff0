import Inference
import TestKit
import Testing

@Suite struct ServerDateTests {
    private static func measured(_ headers: [(String, String)]) async throws -> MeasuredRequest {
        try await TestClient.measure(
            [.awaitRequest, .eventStreamHead(headers), .chatToken("a"), .chatFinish(), .doneAndEnd])
    }

    @Test func `the date of a response is kept`() async throws {
        let measured = try await Self.measured([("date", "Sun, 06 Nov 1994 08:49:37 GMT")])
        #expect(measured.serverDateUnixSeconds == 784_111_777)
    }

    @Test(arguments: [[], [("date", "yesterday")]])
    func `a response without a date that can be read has none`(
        headers: [(String, String)]
    ) async throws {
        #expect(try await Self.measured(headers).serverDateUnixSeconds == nil)
    }
}
