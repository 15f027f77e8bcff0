/// What a server says it is.
package struct PrometheusBuild: Sendable, Hashable, Decodable {
    /// Such as `2.42.0+ds`; nil where the server keeps it to itself, as VictoriaMetrics does.
    package let version: String?
    package let revision: String?
    /// Such as `Grafana Mimir`; nil for Prometheus itself.
    package let application: String?

    package init(version: String?, revision: String? = nil, application: String? = nil) {
        self.version = version
        self.revision = revision
        self.application = application
    }
}
