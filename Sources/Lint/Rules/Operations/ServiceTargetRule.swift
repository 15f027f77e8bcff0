import Signals

enum ServiceTargetRule: LintRule {
    static let id = "service-target"
    static let summary = "several replicas scraped as one target"
    static let explanation = """
        A Service sends every scrape to another replica. The counters then jump up and down, which \
        reads as resets, and gauges show a replica drawn at random. Let Prometheus find the pods: a \
        ServiceMonitor or PodMonitor, `kubernetes_sd_configs` with `role: pod`, or \
        `dns_sd_configs` on a headless Service. A compose service with several replicas wants \
        `dns_sd_configs` too.
        """

    static func check(_ project: ProjectContext) {
        for job in project.jobs where !job.isProbe {
            for target in job.targets { check(target, of: job, project) }
        }
    }

    private static func check(
        _ target: ScrapeJob.Target, of job: ScrapeJob, _ project: ProjectContext
    ) {
        let host = target.host
        let service = project.services.first {
            $0.isBalanced && ($0.name == host || host.hasPrefix($0.name + "."))
        }
        let isClusterName = host.hasSuffix(".svc") || host.contains(".svc.")
        guard let service else {
            guard isClusterName, job.isOfEngine else { return }
            project.report(
                Self.self, .warning, file: job.file, at: target.range,
                "\(host) is a Service: with a second replica each scrape meets another one",
                hint: "scrape the pods: a ServiceMonitor, or kubernetes_sd_configs with role: pod")
            return
        }
        let count = service.replicas ?? replicas(behind: service, project)
        guard count != 1 || isClusterName else { return }
        let words = count.map { "\($0) replicas" } ?? "as many replicas as a scaler likes"
        project.report(
            Self.self, (count ?? 0) > 1 ? .error : .warning, file: job.file, at: target.range,
            "\(host) stands for \(words), and each scrape meets another one",
            hint: "scrape each replica: a ServiceMonitor, or dns_sd_configs and "
                + "kubernetes_sd_configs that find them")
    }

    /// The replicas of the workload that a Service selects; nil when nobody says.
    private static func replicas(behind service: ServiceName, _ project: ProjectContext) -> Int? {
        guard !service.selector.isEmpty else { return nil }
        let behind = project.workloads.first { workload in
            service.selector.allSatisfy { workload.labels[$0.key] == $0.value }
        }
        return behind?.replicas
    }
}
