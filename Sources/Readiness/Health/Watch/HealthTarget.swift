package import Telemetry

/// One place to read: a replica's metrics, or an exporter of the machine below.
package struct HealthTarget: Sendable, Hashable {
    /// The name in the report.
    package var name: String
    /// The server's root, where it can be asked who it is; nil for a bare metrics URL.
    package var root: ServerURL?
    /// Where its metrics are.
    package var metrics: ServerURL
    /// Whether `metrics` was named, and not derived from the root.
    package var isMetricsNamed: Bool
    /// Sent with every question.
    package var token: BearerToken?

    package init(
        name: String, root: ServerURL?, metrics: ServerURL, isMetricsNamed: Bool,
        token: BearerToken? = nil
    ) {
        self.name = name
        self.root = root
        self.metrics = metrics
        self.isMetricsNamed = isMetricsNamed
        self.token = token
    }

    /// A target as people write it.
    ///
    /// A path that ends in `metrics` is a metrics URL; everything else is a server's root, with or
    /// without `/v1`.
    ///
    /// - Throws: `TelemetryError.invalidURL`.
    package init(_ text: String, token: BearerToken? = nil) throws(TelemetryError) {
        let url = try ServerURL(text)
        guard url.path.hasSuffix("/metrics") else {
            self.init(
                name: Self.name(of: url.root), root: url.root,
                metrics: url.root.appending("/metrics"), isMetricsNamed: false, token: token)
            return
        }
        self.init(
            name: Self.name(of: url), root: try Self.root(of: url), metrics: url,
            isMetricsNamed: true, token: token)
    }

    /// Host and port, with what of the path tells replicas apart.
    private static func name(of url: ServerURL) -> String {
        let host = url.host.contains(":") ? "[\(url.host)]" : url.host
        let path = url.path.hasSuffix("/metrics") ? String(url.path.dropLast(8)) : url.path
        return "\(host):\(url.port)" + (path == "/prometheus" ? "" : path)
    }

    /// The root in front of the usual metrics paths.
    private static func root(of url: ServerURL) throws(TelemetryError) -> ServerURL? {
        for suffix in ["/prometheus/metrics", "/metrics"] where url.path.hasSuffix(suffix) {
            return try ServerURL(String(url.description.dropLast(suffix.count)))
        }
        return nil
    }
}
