import Foundation
import Testing

@testable import Reports

@Suite struct RunNameTests {
    @Test(arguments: [
        Example("chat-demo", "chat-demo"), Example("http://127.0.0.1:8000/v1", "127.0.0.1-8000-v1"),
        Example("../../etc/passwd", "etc-passwd"), Example("a b\u{0}c\n", "a-b-c"),
        Example("", "run"),
        Example("..", "run"), Example(".hidden", "hidden"), Example("日本", "run"),
        Example("Qwen/Qwen2", "Qwen-Qwen2"),
        Example(String(repeating: "x", count: 300), String(repeating: "x", count: 80)),
    ])
    func `a name becomes one harmless component of a path`(example: Example<String>) {
        let name = RunName.of(example.input, startedAt: SampleRequests.start)
        #expect(name == "\(example.text)-20261121T031500Z")
        #expect(name.utf8.count <= 100 && !name.contains("/") && !name.hasPrefix("."))
    }
}
