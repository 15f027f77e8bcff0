package import EngineModel

/// A simulated server that listens.
package struct RunningServer: Sendable {
    /// The address it listens at.
    package let host: String
    /// The port it listens at.
    package let port: Int
    private let site: SiteState
    private let replicas: [ServerState]

    init(host: String, port: Int, site: SiteState, replicas: [ServerState]) {
        self.host = host
        self.port = port
        self.site = site
        self.replicas = replicas
    }

    private var first: ServerState { replicas[0] }

    /// `http://127.0.0.1:41873`, without `/v1`.
    package var baseURL: String {
        let isIPv6 = host.contains(":")
        return "http://" + (isIPv6 ? "[\(host)]" : host) + ":\(port)"
    }

    /// How it was set up; of several replicas the first.
    package var configuration: SimulatedServerConfiguration {
        first.configuration
    }

    /// What is served.
    package var deployment: Deployment { site.deployment }

    /// Where replicas can be reached without the balancer, in their order; the address itself when there is one.
    package var replicaURLs: [String] {
        replicas.count == 1
            ? [baseURL] : replicas.indices.map { "\(baseURL)/replicas/\($0)" }
    }

    /// What a server like this writes while it starts, in the words of the release it pretends to be.
    package var startupLog: StartupLog {
        StartupLog(
            configuration: first.configuration, startUnixSeconds: first.startUnixSeconds,
            host: host, port: port)
    }

    /// What the engine counted up to its last step: the truth behind `/metrics`; of several replicas the first.
    package var engineMetrics: EngineMetrics {
        first.engine.metrics
    }

    /// What the engine of a replica counted up to its last step.
    ///
    /// - Parameter replica: Its number, from 0.
    /// - Returns: nil for a replica that does not exist.
    package func engineMetrics(of replica: Int) -> EngineMetrics? {
        replicas.indices.contains(replica) ? replicas[replica].engine.metrics : nil
    }

    /// Requests the engines have not ended.
    package var unfinishedRequests: Int {
        replicas.reduce(0) { $0 + $1.engine.unfinishedRequests }
    }

    /// By how much an engine's time had to jump because this process was late, at most; its latencies are wrong by that.
    package var slippedTime: Duration {
        replicas.map(\.engine.slippedTime).max() ?? .zero
    }
}
