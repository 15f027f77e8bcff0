package import EngineModel

/// A simulated server that listens.
package struct RunningServer: Sendable {
    /// The address it listens at.
    package let host: String
    /// The port it listens at.
    package let port: Int
    private let state: ServerState

    init(host: String, port: Int, state: ServerState) {
        self.host = host
        self.port = port
        self.state = state
    }

    /// `http://127.0.0.1:41873`, without `/v1`.
    package var baseURL: String {
        let isIPv6 = host.contains(":")
        return "http://" + (isIPv6 ? "[\(host)]" : host) + ":\(port)"
    }

    /// How it was set up.
    package var configuration: SimulatedServerConfiguration {
        state.configuration
    }

    /// What a server like this writes while it starts, in the words of the release it pretends to be.
    package var startupLog: StartupLog {
        StartupLog(
            configuration: state.configuration, startUnixSeconds: state.startUnixSeconds,
            host: host, port: port)
    }

    /// What the engine counted up to its last step: the truth behind `/metrics`.
    package var engineMetrics: EngineMetrics {
        state.engine.metrics
    }

    /// Requests the engine has not ended.
    package var unfinishedRequests: Int {
        state.engine.unfinishedRequests
    }

    /// By how much the engine's time had to jump because this process was late; its latencies are wrong by that.
    package var slippedTime: Duration {
        state.engine.slippedTime
    }
}
