import Telemetry
import Testing

@Suite struct RequestHeaderTests {
    @Test(arguments: ["", "a b", "a:b", "a\r\nb", "é", "Host", "content-length"])
    func `names that cannot be sent are refused`(name: String) {
        #expect(throws: TelemetryError.self) { try RequestHeader(name: name, value: "v") }
    }

    @Test(arguments: ["", " v", "v ", "a\nb", "é"])
    func `values that cannot be sent are refused`(value: String) {
        #expect(throws: TelemetryError.self) { try RequestHeader(name: "X-A", value: value) }
    }

    @Test func `no output shows a value`() throws {
        let header = try RequestHeader(name: "X-Api-Key", value: "s3cret-value")
        var dumped = ""
        dump(header, to: &dumped)
        let shown = "\(header) \(String(reflecting: header)) \(dumped)"
        #expect(!shown.contains("s3cret"))
        #expect(shown.contains("X-Api-Key"))
    }
}
