import Foundation
import Monitoring
import Testing

@Suite struct JSONWriterTests {
    @Test func `members keep their order and texts read back`() throws {
        let odd = "\"\\\u{0}\n\u{2028}é{{ $value }}"
        let node: JSONNode = [
            "z": 1, "a": [1.5, true, nil, [], [:]], "t": .text(odd),
        ]
        let text = JSONWriter.document(node)
        #expect(
            text.hasPrefix("{\n  \"z\": 1,\n  \"a\": [\n    1.5,\n    true,\n    null,\n    [],\n"))
        let read = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(read["t"] as? String == odd)
    }
}
