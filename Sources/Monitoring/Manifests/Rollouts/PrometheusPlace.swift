import Readiness

/// Where a cluster's Prometheus answers.
enum PrometheusPlace {
    /// The address: the profile's, else that of the operator's own Service.
    static func address(_ subject: GenerationSubject) -> String {
        subject.profile?.engine.prometheus?.text
            ?? "http://prometheus-operated.monitoring.svc:9090"
    }
}
