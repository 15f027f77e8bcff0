import Readiness
import Signals

/// The whole stack on one machine: engine, metrics, alerts, dashboards, traces, and the gate.
enum ComposeStack {
    /// The service that serves; its address for all others.
    static let engineHost = "engine"

    /// What the stack mounts of other parts, relative to the compose file.
    enum Mount {
        static let rules = "../prometheus/rules"
        static let alertmanager = "../alertmanager/alertmanager.yml"
        static let provisioning = "../grafana/provisioning"
        static let dashboards = "../grafana/dashboards"
        static let collector = "../" + CollectorConfiguration.path
    }

    /// The files.
    ///
    /// - Parameter subject: For what.
    /// - Returns: The compose file with what it alone mounts.
    static func set(for subject: GenerationSubject) -> GeneratedSet {
        let launch = EngineLaunch(subject)
        var set = GeneratedSet(files: [
            GeneratedFile(
                path: "compose/docker-compose.yml", text: text(subject, launch),
                purpose: "The whole stack for one machine with a card.",
                use: "`cp compose/env.example compose/.env` and fill it in, then "
                    + "`docker compose --project-directory compose up --detach`, and "
                    + "`docker compose --project-directory compose run --rm gate`; it mounts what "
                    + "`rules`, `alertmanager`, `dashboards` and `otel` generate into the same folder"
            ),
            GeneratedFile(
                path: "compose/prometheus.yml", text: scrapes(subject, launch),
                purpose: "Scrape configuration with the services of the stack."),
            GeneratedFile(
                path: "compose/env.example", text: variables(subject),
                purpose: "The variables that the stack takes, with what they are for."),
        ])
        if let profile = GateObjects.profile(subject, host: engineHost) {
            set.add(
                GeneratedFile(
                    path: "compose/firstlight.yml", text: text(of: profile),
                    purpose: "The profile by which the stack's gate judges its engine."))
        }
        if let configuration = launch.configuration {
            set.add(
                GeneratedFile(
                    path: "compose/options.yaml",
                    text: GeneratedHeader.comment(for: subject) + configuration.text,
                    purpose: "The engine's options."))
        }
        set.add(GeneratedSet(notes: launch.notes))
        set.add(GateObjects.imageNote(subject))
        set.add(
            GenerationNote(
                "compose",
                "what `firstlight limits` finds reaches Prometheus as a file that the node exporter reads, once a "
                    + "minute"))
        return set
    }

    private static func text(of profile: Profile) -> String {
        var profile = profile
        profile.engine.prometheus = try? HTTPAddress("http://prometheus:9090")
        let key = profile.target.apiKey == nil ? nil : GateObjects.keyVariable
        return ProfileTemplate.render(profile, apiKeyVariable: key)
    }

    private static func text(_ subject: GenerationSubject, _ launch: EngineLaunch) -> String {
        let services =
            [engine(subject, launch)] + StackServices.metrics(subject)
            + StackServices.traces(subject) + StackServices.firstlight(subject, launch)
        let volumes = Set(
            services.flatMap(\.volumes).compactMap { $0.split(separator: ":").first }
                .filter { !$0.hasPrefix(".") && !$0.hasPrefix("/") }.map(String.init))
        return GeneratedHeader.comment(
            for: subject,
            [
                "Ports answer on this machine alone; put a proxy with passwords in front to share them."
            ])
            + YAMLWriter.document(
                .map([
                    YAMLPair("name", .text(subject.name)),
                    YAMLPair("services", .map(services.map(\.pair))),
                    YAMLPair(
                        "volumes", .map(volumes.sorted().map { YAMLPair($0, .map([])) })),
                    YAMLPair(
                        "secrets",
                        ["grafana-password": ["environment": "GRAFANA_PASSWORD"]]),
                ]))
    }

    private static func engine(
        _ subject: GenerationSubject, _ launch: EngineLaunch
    ) -> ComposeService {
        var service = ComposeService(name: engineHost, image: launch.image)
        service.entrypoint = launch.command
        service.command = (launch.arguments + tracing(subject)).map(ComposeService.escaped)
        service.environment = launch.variables
        service.environment["HF_TOKEN"] = "${HF_TOKEN:-}"
        if !tracing(subject).isEmpty { service.environment["OTEL_SERVICE_NAME"] = subject.name }
        for variable in launch.cacheVariables { service.environment[variable] = "/cache" }
        service.volumes = ["models:/cache"]
        if let configuration = launch.configuration {
            service.volumes.append("./options.yaml:\(configuration.path):ro")
        }
        if let repository = launch.repository {
            service.volumes.append("repository:\(repository.path):ro")
        }
        service.ports = [launch.port]
        service.cards = "1"
        service.further = [YAMLPair("shm_size", "8gb")]
        service.check = StackServices.check(launch, subject.engine)
        // Fetching and loading a model takes minutes.
        service.startPeriod = "1800s"
        return service
    }

    /// Traces of requests: vLLM brings what it takes from a release on that was looked at.
    private static func tracing(_ subject: GenerationSubject) -> [String] {
        switch subject.engine {
        case .vllm where subject.version.map { $0 >= EngineVersion(0, 32) } ?? true:
            ["--otlp-traces-endpoint", "http://otel-collector:4317"]
        case .tgi: ["--otlp-endpoint", "http://otel-collector:4317"]
        default: []
        }
    }

    private static func scrapes(
        _ subject: GenerationSubject, _ launch: EngineLaunch
    ) -> String {
        var exporters = ScrapeConfiguration.machine(
            for: subject, cards: ["dcgm-exporter:9400"], nodes: ["node-exporter:9100"])
        exporters.append(
            ScrapeConfiguration.Exporter(
                job: "otel-collector", targets: ["otel-collector:8889"],
                interval: ScrapeInterval.collector,
                comment: "Rates and latencies counted over all spans."))
        return ScrapeConfiguration.text(
            subject, ScrapeTargets(launch, host: engineHost), exporters: exporters,
            alertmanagers: ["alertmanager:9093"], rules: ["/etc/prometheus/rules/*.rules.yml"])
    }

    private static func variables(_ subject: GenerationSubject) -> String {
        GeneratedHeader.comment(
            for: subject, ["Copy to .env and keep that out of version control."])
            + "\n# The password of Grafana's user admin: write one; the stack does not start without it.\n"
            + "# GRAFANA_PASSWORD=\n\n# A token of the model hub, for gated models.\nHF_TOKEN=\n"
            + (subject.profile?.target.apiKey == nil
                ? ""
                : "\n# The key of the endpoint, for the gate.\n\(GateObjects.keyVariable)=\n")
    }
}
