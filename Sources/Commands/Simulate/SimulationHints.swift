import Readiness
import Simulator

/// What is said below the address of a simulated fault: what it shows, when, and how to look.
struct SimulationHints: Sendable {
    /// What a measurement should find; nil when nobody knows.
    var shows: String?
    /// The load under which it shows; nil when nobody knows.
    var load: ClientLoad?

    /// The lines.
    ///
    /// - Parameter server: Where it is served.
    /// - Returns: One or more, without line ends.
    func lines(of server: RunningServer) -> [String] {
        var lines: [String] = []
        if let shows { lines.append("shows: \(shows)") }
        if let onset = server.deployment.server.faults.onset {
            lines.append("begins: \(DurationText.rounded(onset)) from now")
        }
        let replicas = server.replicaURLs
        if replicas.count > 1 {
            lines.append(
                "replicas: \(replicas.count), which answers name in x-replica; their own pages are "
                    + "below \(replicas[0]) to \(replicas[replicas.count - 1])")
        }
        lines.append("look: " + look(at: server))
        return lines
    }

    private func look(at server: RunningServer) -> String {
        var words = ["firstlight diagnose \(server.baseURL)"]
        if let load {
            words.append("--concurrency \(load.sessions) --max-tokens \(load.maxTokens)")
            if let model = load.model { words.append("--model '\(model)'") }
        }
        let replicas = server.replicaURLs
        if replicas.count > 1 {
            words += replicas.map { "--metrics \($0)/metrics" }
        }
        return words.joined(separator: " ")
    }
}
