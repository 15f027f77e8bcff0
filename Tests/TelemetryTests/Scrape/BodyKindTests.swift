import Telemetry
import Testing

/// A body and what it has to be taken for.
struct BodyCase: Sendable {
    let type: String?
    let text: String
    let kind: BodyKind
}

@Suite struct BodyKindTests {
    @Test(arguments: [
        BodyCase(type: "text/plain; version=0.0.4", text: "# HELP x y\n", kind: .text),
        BodyCase(type: nil, text: "up 1", kind: .text),
        BodyCase(type: "text/plain", text: "{\"a.b\"} 1", kind: .text),
        BodyCase(type: "text/plain", text: "[]", kind: .json),
        BodyCase(type: "application/json", text: "{\"iter\": 1}", kind: .json),
        BodyCase(type: "application/json", text: "null", kind: .json),
        BodyCase(type: nil, text: " [{\"iter\": 1}]", kind: .json),
        BodyCase(type: nil, text: "{\"iter\": 1}", kind: .json),
        BodyCase(type: "text/html", text: "\n<!DOCTYPE html>", kind: .html),
        BodyCase(type: "text/plain", text: "<html>", kind: .html),
        BodyCase(type: "text/html", text: " \n", kind: .empty),
        BodyCase(type: nil, text: "", kind: .empty),
    ])
    func `a body is what it begins with`(item: BodyCase) {
        #expect(BodyKind(contentType: item.type, body: Array(item.text.utf8)) == item.kind)
    }
}
