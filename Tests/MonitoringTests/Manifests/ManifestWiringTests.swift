import Monitoring
import Readiness
import Signals
import Testing
import Yams

/// What the objects say about each other.
@Suite struct ManifestWiringTests {
    @Test(arguments: GeneratedOutput.engines)
    func `selectors match the labels they are meant for, and ports have the names`(
        engine: EngineKind
    ) throws {
        let output = try GeneratedOutput(engine, profile: GeneratedOutput.profile)
        let deployment = try #require(
            try output.object("Deployment", in: "kubernetes/deployment.yaml"))
        let service = try #require(try output.object("Service", in: "kubernetes/deployment.yaml"))
        let monitor = try #require(
            try output.object("ServiceMonitor", in: "kubernetes/servicemonitor.yaml"))
        let pods = try #require(
            try output.object("PodMonitor", in: "kubernetes/pods/podmonitor.yaml"))
        let template = deployment.at("spec.template.metadata.labels")?.pairs ?? [:]
        let serviceLabels = service.at("metadata.labels")?.pairs ?? [:]

        #expect(matches(deployment.at("spec.selector.matchLabels"), template))
        #expect(matches(service.at("spec.selector"), template))
        #expect(matches(monitor.at("spec.selector.matchLabels"), serviceLabels))
        #expect(matches(pods.at("spec.selector.matchLabels"), template))

        let containerPorts = ports(deployment.at("spec.template.spec.containers.0.ports"))
        let servicePorts = service.at("spec.ports")?.items ?? []
        for port in servicePorts {
            #expect(containerPorts.contains(port["targetPort"]?.string ?? "-"))
        }
        let names = Set(servicePorts.compactMap { $0["name"]?.string })
        for endpoint in monitor.at("spec.endpoints")?.items ?? [] {
            #expect(names.contains(endpoint["port"]?.string ?? "-"))
        }
        for endpoint in pods.at("spec.podMetricsEndpoints")?.items ?? [] {
            #expect(containerPorts.contains(endpoint["port"]?.string ?? "-"))
        }
        for probe in ["startupProbe", "readinessProbe", "livenessProbe"] {
            let port = deployment.at("spec.template.spec.containers.0.\(probe).httpGet.port")
            #expect(containerPorts.contains(port?.string ?? "-"))
        }
    }

    @Test func `the labels that become the job name the job of the rules and panels`() throws {
        let output = try GeneratedOutput(.vllm, profile: GeneratedOutput.profile)
        let service = try output.object("Service", in: "kubernetes/deployment.yaml")
        let monitor = try output.object("ServiceMonitor", in: "kubernetes/servicemonitor.yaml")
        let label = try #require(monitor?.at("spec.jobLabel")?.string)
        #expect(service?.at("metadata.labels")?.pairs[label] == "chat-prod")
        let pods = try output.object("PodMonitor", in: "kubernetes/pods/podmonitor.yaml")
        let podLabel = try #require(pods?.at("spec.jobLabel")?.string)
        let isvc = try output.object("InferenceService", in: "kserve/serving.yaml")
        #expect(isvc?.at("spec.predictor.labels")?.pairs[podLabel] == "chat-prod")
        let scrapes = try #require(output.documents("prometheus/prometheus.yml").first)
        #expect(scrapes.at("scrape_configs.0.job_name")?.string == "chat-prod")
    }

    @Test(arguments: GeneratedOutput.engines)
    func `KServe's pods match the PodMonitor and say where their metrics are`(
        engine: EngineKind
    ) throws {
        let output = try GeneratedOutput(engine)
        let isvc = try #require(try output.object("InferenceService", in: "kserve/serving.yaml"))
        let runtime = try #require(try output.object("ServingRuntime", in: "kserve/serving.yaml"))
        let pods = try #require(
            try output.object("PodMonitor", in: "kubernetes/pods/podmonitor.yaml"))
        #expect(
            matches(
                pods.at("spec.selector.matchLabels"),
                isvc.at("spec.predictor.labels")?.pairs ?? [:]))
        #expect(
            isvc.at("metadata.annotations")?.pairs["serving.kserve.io/enable-prometheus-scraping"]
                == "true")
        #expect(
            isvc.at("spec.predictor.model.runtime")?.string == runtime.at("metadata.name")?.string)
        let annotations = runtime.at("spec.annotations")?.pairs ?? [:]
        let container = try #require(runtime.at("spec.containers.0"))
        let numbers = container["ports"]?.items.compactMap { $0["containerPort"]?.string } ?? []
        #expect(numbers.contains(annotations["prometheus.kserve.io/port"] ?? "-"))
        let endpoint = pods.at("spec.podMetricsEndpoints.0.path")?.string
        #expect(annotations["prometheus.kserve.io/path"] == endpoint)
        #expect(container["name"]?.string == "kserve-container")
    }

    @Test func `the gate's job follows the exit codes and reads the mounted profile`() throws {
        let output = try GeneratedOutput(.vllm, profile: GeneratedOutput.profile)
        let job = try #require(try output.object("Job", in: "kubernetes/gate/job.yaml"))
        let rules = job.at("spec.podFailurePolicy.rules")?.items ?? []
        #expect(rules.map { $0["action"]?.string } == ["FailJob", "Count", "Ignore"])
        #expect(rules[0].at("onExitCodes.values")?.texts == ["1", "2"])
        #expect(rules[1].at("onExitCodes.values")?.texts == ["3"])
        #expect(job.at("spec.template.spec.restartPolicy")?.string == "Never")

        let config = try #require(try output.object("ConfigMap", in: "kubernetes/gate/job.yaml"))
        let volume = job.at("spec.template.spec.volumes.0.configMap.name")?.string
        #expect(volume == config.at("metadata.name")?.string)
        let text = try #require(config.at("data")?["firstlight.yml"]?.string)
        let profile = try Profile.parse(
            yaml: text, file: "mounted", environment: ["LLM_API_KEY": "k"])
        #expect(profile.target.url.text == "http://chat-prod.inference.svc:8000")
        #expect(profile.objectives == output.subject.profile?.objectives)
        #expect(profile.warnings == output.subject.profile?.warnings)
        let variables = job.at("spec.template.spec.containers.0.env")?.items ?? []
        #expect(variables.map { $0["name"]?.string } == ["LLM_API_KEY"])
        // The key itself is in no file.
        #expect(!output.set.files.contains { $0.text.contains(GeneratedOutput.secret) })
    }

    @Test func `alerts link to pages that are generated`() throws {
        let output = try GeneratedOutput(.sglang, profile: GeneratedOutput.profile)
        let paths = Set(output.set.files.map(\.path))
        let rules = output.text("kubernetes/prometheusrule.yaml")
        var links: [Substring] = []
        for line in rules.split(separator: "\n") {
            guard let mark = line.firstRange(of: "runbook_url: ") else { continue }
            links.append(line[mark.upperBound...])
        }
        #expect(links.count > 10)
        for link in links {
            let page = link.split(separator: "/").last ?? ""
            #expect(paths.contains("playbooks/" + page), "\(link)")
        }
    }

    private func matches(_ selector: Node?, _ labels: [String: String]) -> Bool {
        let wanted = selector?.pairs ?? [:]
        return !wanted.isEmpty && wanted.allSatisfy { labels[$0.key] == $0.value }
    }

    private func ports(_ node: Node?) -> Set<String> {
        Set(node?.items.compactMap { $0["name"]?.string } ?? [])
    }
}
