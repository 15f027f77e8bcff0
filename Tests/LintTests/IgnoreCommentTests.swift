import Lint
import Testing

@Suite struct IgnoreCommentTests {
    private func rules(_ text: String) -> [String] {
        Linter().check([LintSource(path: "f", text: text)]).findings.map(\.rule)
    }

    private let first = "  - {record: a:b, expr: 'rate(vllm:num_requests_running[5m])'}\n"
    private let second = "  - {record: c:d, expr: 'rate(vllm:num_requests_waiting[5m])'}\n"
    private let head = "groups:\n- rules:\n"

    @Test func `without a comment both are found`() {
        #expect(rules(head + first + second) == ["rate-on-gauge", "rate-on-gauge"])
    }

    @Test(arguments: [
        "  # firstlight: ignore rate-on-gauge\n", "  # firstlight: ignore\n",
        "  # firstlight: ignore short-window, rate-on-gauge: we know\n",
    ])
    func `a comment above a rule turns it off there`(comment: String) {
        #expect(rules(head + comment + first + second) == ["rate-on-gauge"])
    }

    @Test func `another rule's word turns nothing off`() {
        #expect(rules(head + "  # firstlight: ignore short-window\n" + first).count == 1)
    }

    @Test func `a comment for the file turns it off everywhere`() {
        #expect(
            rules("# firstlight: ignore-file rate-on-gauge\n" + head + first + second).isEmpty)
    }

    @Test func `a comment inside the query counts for it`() {
        let text = """
            groups:
            - rules:
              - record: a:b
                expr: |
                  # firstlight: ignore rate-on-gauge
                  rate(vllm:num_requests_running[5m])
              - record: c:d
                expr: rate(vllm:num_requests_waiting[5m])
            """
        #expect(rules(text) == ["rate-on-gauge"])
    }

    @Test func `rules can be left out altogether`() {
        var linter = Linter()
        linter.ignored = ["rate-on-gauge"]
        #expect(linter.check([LintSource(path: "f", text: head + first)]).findings.isEmpty)
    }
}
