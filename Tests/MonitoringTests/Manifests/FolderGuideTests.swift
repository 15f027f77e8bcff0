import Monitoring
import Signals
import Testing
import Yams

@Suite struct FolderGuideTests {
    private static func section(_ title: String, of text: String) -> String {
        let parts = text.split(separator: "\n## ", omittingEmptySubsequences: false)
        return parts.first { $0.hasPrefix(title) }.map(String.init) ?? ""
    }

    @Test func `the README says what is chosen between, and what belongs together`() throws {
        let text = try GeneratedOutput(.vllm).text("README.md")
        let choice = Self.section("Choose one of", of: text)
        for line in [
            "`argo/rollout.yaml` (Argo Rollouts), `flagger/canary.yaml` (Flagger), "
                + "`keda/scaledobject.yaml`",
            "`kubernetes/servicemonitor.yaml` (the operator, by the Service), "
                + "`kubernetes/pods/podmonitor.yaml`",
            "`prometheus/rules/` (as files), `kubernetes/prometheusrule.yaml`",
        ] { #expect(choice.contains(line), "\(line)") }
        let whole = Self.section("What belongs together", of: text)
        #expect(
            whole.contains("* KServe: `kserve/serving.yaml`, `kubernetes/pods/podmonitor.yaml`"))
        #expect(whole.contains("* canaries by Flagger: `flagger/`, `kubernetes/deployment.yaml`"))
    }

    @Test func `every path that the README names is there`() throws {
        for output in try GeneratedOutput.all() {
            let text = output.text("README.md")
            let sections =
                Self.section("Choose one of", of: text)
                + Self.section("What belongs together", of: text)
            for path in sections.split(separator: "`").enumerated().filter({ $0.offset % 2 == 1 }) {
                let path = String(path.element)
                #expect(
                    output.set.files.contains {
                        $0.path == path || path.hasSuffix("/") && $0.path.hasPrefix(path)
                    }, "\(output.subject.title): \(path)")
            }
        }
    }

    @Test func `where there is nothing to choose nothing is said`() throws {
        let subject = try GenerationSubject(engine: .vllm, toolVersion: "0")
        let text = try #require(
            try Generation.files(of: [.rules], for: subject).files.last?.text)
        #expect(!text.contains("Choose one of"))
        #expect(!text.contains("What belongs together"))
    }

    @Test func `the slots are checked with a command that reaches a verdict`() throws {
        let text = try GeneratedOutput(.vllm).text("README.md")
        #expect(
            text.contains(
                "`firstlight limits http://localhost:8000 --manifest kubernetes/deployment.yaml`"))
        #expect(!text.contains("`firstlight limits --manifest"))
    }

    @Test func `each gate names its program, and the image is made by a file beside it`() throws {
        let output = try GeneratedOutput(.vllm)
        var commands: [[String]] = []
        for (path, place) in [
            ("kubernetes/gate/job.yaml", "spec.template.spec.containers.0.command"),
            (
                "argo/analysis-templates.yaml",
                "spec.metrics.0.provider.job.spec.template.spec.containers.0.command"
            ),
        ] {
            commands += try output.documents(path).compactMap { $0.at(place)?.texts }
        }
        #expect(commands == [["firstlight"], ["firstlight"]])
        let file = output.text("gate/Dockerfile")
        #expect(file.contains("COPY --chmod=0755 firstlight /usr/local/bin/firstlight"))
        #expect(!file.contains("ENTRYPOINT"))
        for part in [GeneratedPart.job, .argo, .flagger, .compose] {
            let set = try Generation.files(of: [part], for: output.subject)
            #expect(set.files.contains { $0.path == "gate/Dockerfile" }, "\(part)")
        }
        let rules = try Generation.files(of: [.rules], for: output.subject)
        #expect(!rules.files.contains { $0.path == "gate/Dockerfile" })
    }

    @Test func `every replica's host has its exporters`() throws {
        for (profile, hosts) in [
            (nil, ["replica-1.example.com", "replica-2.example.com"]),
            (GeneratedOutput.profile, ["10.0.0.1", "10.0.0.2"]),
        ] {
            let output = try GeneratedOutput(.vllm, profile: profile)
            let config = try #require(try output.documents("prometheus/prometheus.yml").first)
            let jobs = config.at("scrape_configs")?.items ?? []
            for (job, port) in [("dcgm-exporter", 9400), ("node-exporter", 9100)] {
                let found = jobs.first { $0["job_name"]?.string == job }
                #expect(
                    found?.at("static_configs.0.targets")?.texts == hosts.map { "\($0):\(port)" })
            }
        }
    }

    @Test func `a tier that is left out is said`() throws {
        let notes = try GeneratedOutput(.dynamo).set.notes
        #expect(
            notes.contains {
                $0.subject == AlertID.kvCacheNearlyFull.rawValue
                    && $0.text.hasPrefix("no critical alert")
            })
        let abort = try GeneratedOutput(.sglang).set.notes.first {
            $0.subject == AlertID.abortJump.rawValue
        }
        #expect(abort?.text.contains("sglang:num_aborted_requests_total") == true)
    }

    @Test func `no text shows a number with more digits than anybody reads`() throws {
        let output = try GeneratedOutput(.tgi)
        let texts =
            output.set.notes.map(\.text) + [output.text("README.md")]
            + DashboardSet.boards(for: output.subject).flatMap(\.panels).flatMap {
                [$0.title, $0.detail] + $0.targets.map(\.legend)
            }
        for text in texts {
            let long = text.split { !$0.isNumber && $0 != "." }.map(String.init).filter { number in
                number.contains(".") && number.drop { "0.".contains($0) }.count > 5
            }
            #expect(long.isEmpty, "\(text.prefix(300))")
        }
    }
}
