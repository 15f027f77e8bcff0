package import Signals

/// What the log of an inference engine tells about it.
///
/// A log may hold several starts: what is told is of the last one. It may hold several containers,
/// by the prefixes of docker compose or kubectl: engine, release, model and arguments are then of the
/// first of them that told anything, and limits and statistics are scoped.
package struct StartupLog: Sendable, Hashable {
    /// Nil when no line of a known engine is there.
    package let engine: Sourced<EngineKind>?
    package let version: Sourced<String>?
    /// The model's name or path as it was given to the engine.
    package let model: Sourced<String>?
    /// What is told of each limit, the smallest of several lines about the same engine.
    ///
    /// Each carries the line's number and text.
    package let limits: [EngineLimit]
    /// What the server was started with, by the engine's own names such as `max_num_seqs`; strings
    /// without quotes, other values as printed, secrets as `<secret>`.
    package let arguments: [String: String]
    /// The periodic lines about load, summed up for each engine.
    package let statistics: [LogStatistics]
    /// Starts after the first one.
    package let restarts: Int
    /// Lines that were read.
    package let lines: Int

    package init(
        engine: Sourced<EngineKind>?, version: Sourced<String>?, model: Sourced<String>?,
        limits: [EngineLimit], arguments: [String: String], statistics: [LogStatistics],
        restarts: Int, lines: Int
    ) {
        self.engine = engine
        self.version = version
        self.model = model
        self.limits = limits
        self.arguments = arguments
        self.statistics = statistics
        self.restarts = restarts
        self.lines = lines
    }

    /// The slot limits that the periodic lines suggest, where the log tells none outright.
    package var inferredLimits: [EngineLimit] {
        statistics.compactMap { statistics in
            statistics.plateau.map { plateau in
                EngineLimit(
                    kind: .runningRequests, value: Double(plateau.running),
                    provenance: .inferred(
                        "running flat at \(plateau.running) while requests waited, in "
                            + "\(plateau.lines) log lines from \(plateau.firstLine) to "
                            + "\(plateau.lastLine)"),
                    scope: statistics.scope)
            }
        }
    }
}
