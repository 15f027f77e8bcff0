import Lint
import Monitoring
import Signals
import Testing

@Suite struct ManifestOutputTests {
    @Test func `lint finds nothing in the files`() throws {
        for output in try GeneratedOutput.all() {
            let sources = output.set.files
                .filter { $0.path.hasSuffix(".yaml") || $0.path.hasSuffix(".yml") }
                .filter { file in
                    // Rules, and routes that have to know them, have tests of their own.
                    ![
                        "prometheus/rules/", "prometheus/tests/", "slo/", "grafana/",
                        "alertmanager/",
                    ]
                    .contains { file.path.hasPrefix($0) }
                        && file.path != "kubernetes/prometheusrule.yaml"
                }
                .map { LintSource(path: $0.path, text: $0.text) }
            let report = Linter().check(sources)
            #expect(
                report.findings.isEmpty, "\(output.subject.title): \(report.text())")
        }
    }

    @Test func `the same subject gives the same bytes`() throws {
        let first = try GeneratedOutput(.sglang, profile: GeneratedOutput.profile)
        let second = try GeneratedOutput(.sglang, profile: GeneratedOutput.profile)
        #expect(first.set.files == second.set.files)
        #expect(first.set.notes == second.set.notes)
    }

    @Test func `each part stands alone`() throws {
        let subject = try GenerationSubject(engine: .vllm, toolVersion: "0")
        for part in GeneratedPart.allCases {
            let set = try Generation.files(of: [part], for: subject)
            #expect(set.files.count > 1, "\(part.rawValue) generates nothing but the README")
            for file in set.files { #expect(!file.purpose.isEmpty) }
        }
    }

    @Test func `the README says what each file is and how the manifests are applied`() throws {
        let output = try GeneratedOutput(.vllm)
        let readme = output.text("README.md")
        for file in output.set.files where file.path != "README.md" {
            #expect(readme.contains("(\(file.path))"), "\(file.path)")
        }
        #expect(readme.contains("kubectl apply -f kubernetes/servicemonitor.yaml"))
        #expect(readme.contains("docker compose --project-directory compose up --detach"))
    }
}
