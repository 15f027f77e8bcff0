import Lint
import Testing

/// Command lines without a file that calls itself a script.
@Suite struct CommandLineTextTests {
    private func report(_ text: String) -> LintReport {
        Linter().check([LintSource(path: "standard input", text: text)])
    }

    @Test(arguments: [
        "vllm serve m --enable-metrics\n",
        "vllm serve m \\\n  --port 8000 \\\n  --enable-metrics\n",
        "# the chat model\nCUDA_VISIBLE_DEVICES=0 vllm serve m --enable-metrics\n",
        "vllm serve m --compilation-config '{\"level\": 3}' --enable-metrics\n",
        "export A=b\ncd /srv && exec vllm serve m --enable-metrics\n",
        "python3 -m vllm.entrypoints.openai.api_server --model m --enable-metrics",
        "docker run --gpus all vllm/vllm-openai:latest --model m --enable-metrics\n",
    ])
    func `a line that starts an engine is read as such`(text: String) {
        let report = report(text)
        #expect(report.failures.isEmpty, "\(report.failures)")
        #expect(report.findings.map(\.rule) == ["unknown-flag"])
    }

    @Test func `a line that starts Prometheus counts, too`() {
        let rules = LintSource(
            path: "r.yml",
            text: "groups: [{rules: [{record: a:b, expr: 'sum_over_time(up[30d])'}]}]")
        let line = LintSource(path: "-", text: "prometheus --storage.tsdb.retention.time=15d\n")
        #expect(Linter().check([rules, line]).findings.map(\.rule) == ["retention"])
    }

    @Test(arguments: [
        "max(vllm:kv_cache_usage_perc)\n", "hello\n", "ls -l /srv\n",
        "--max-num-seqs 3 --enable-metrics\n",
    ])
    func `other texts are refused with what would be read`(text: String) {
        let failures = report(text).failures.map { "\($0)" }
        #expect(failures.count == 1)
        #expect(failures.allSatisfy { $0.contains("its first line is #!/bin/sh") }, "\(failures)")
    }

    @Test func `a broken manifest is no script because of the command inside`() {
        let text = """
            apiVersion: v1
            kind: Pod
            spec:
              containers:
              - args: |
                  vllm serve m --enable-metrics
               image: x
            """
        let failures = report(text).failures.map { "\($0)" }
        #expect(failures.count == 1)
        #expect(failures.allSatisfy { $0.contains("is no YAML") }, "\(failures)")
    }
}
