import Estimates
import Foundation
import Testing

@testable import Readiness

/// Broken inputs: whatever is read of them, reading ends and nothing traps.
@Suite struct LimitsFuzzTests {
    /// Bytes that mean something to YAML, JSON, shells or PromQL.
    private static let meaningful = Array("{}[]()\"'\\$|&;:-#>\n\t= *,/.%!0aZ\u{85}é".utf8)

    /// The text with a few bytes replaced, left out, doubled or moved.
    private static func mutated(_ text: String, _ random: inout SplitMix64) -> String {
        var bytes = Array(text.utf8)
        for _ in 0...Int.random(in: 0...5, using: &random) {
            guard !bytes.isEmpty else { break }
            let place = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0...3, using: &random) {
            case 0: bytes[place] = meaningful.randomElement(using: &random) ?? 0
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(meaningful.randomElement(using: &random) ?? 0, at: place)
            default:
                let end = min(bytes.count, place + Int.random(in: 1...30, using: &random))
                bytes.insert(contentsOf: bytes[place..<end], at: place)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: ManifestCase.kubernetes + ManifestCase.others)
    func `a broken manifest is read or refused`(test: ManifestCase) {
        var random = SplitMix64(seed: UInt64(test.text.utf8.count))
        for _ in 0..<60 {
            let text = Self.mutated(test.text, &random)
            guard let engines = try? ManifestReader.read(text, file: test.file) else { continue }
            let lineCount = text.split(
                omittingEmptySubsequences: false, whereSeparator: \.isNewline
            ).count
            for setting in engines.flatMap(\.settings) {
                if let line = setting.place.line { #expect((1...lineCount + 1).contains(line)) }
                if let number = setting.number { #expect(number > 0) }
            }
        }
    }

    @Test func `line breaks written inside quotes lead to no line outside the file`() throws {
        let text =
            #"{kind: Pod, image: vllm/vllm-openai, command: ["sh", "-c", "\n\n\n\nvllm serve m --max-num-seqs 2"]}"#
        let engine = try #require(try ManifestReader.read(text, file: "x.yaml").first)
        #expect(engine.limits.map(\.source) == ["x.yaml:1 --max-num-seqs"])
    }

    @Test func `a broken dashboard is read or refused`() {
        let dashboard = #"""
            {"templating": {"list": [{"name": "max_seqs", "type": "custom",
              "query": "2", "current": {"value": ["2"]}}]},
             "panels": [{"title": "é\u00e9", "targets": [
               {"expr": "sum by (x) (vllm:num_requests_running{a=\"b\"}[5m]) / ${max_seqs:raw}"}],
               "fieldConfig": {"defaults": {"max": 1e3, "thresholds": {"steps": [
                 {"value": null}, {"value": 16}]}}}}]}
            """#
        var random = SplitMix64(seed: 7)
        for _ in 0..<1500 {
            let found = try? DashboardReader.read(Self.mutated(dashboard, &random), file: "d.json")
            for constant in found ?? [] { #expect(constant.value.isFinite) }
        }
    }

    @Test func `a broken expression or script yields something`() {
        let expression =
            "100 * (sum(vllm:num_requests_running{m=\"$m\"}[5m]) by (x)) / (16) >= $max - 2 # x"
        let script = "A=\"x y\" B='z' run ${A:-q} $B \\\n --x=\"$A\" # c\n(a; b) | c && d"
        var random = SplitMix64(seed: 11)
        for _ in 0..<3000 {
            _ = ExpressionConstants.operands(Self.mutated(expression, &random))
            let shell = ShellText(Self.mutated(script, &random), line: 1)
            #expect(shell.commands.allSatisfy { !$0.isEmpty })
        }
    }
}
