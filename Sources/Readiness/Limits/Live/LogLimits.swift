package import Telemetry

/// The limits that a start-up log tells, as readings of one engine.
package enum LogLimits {
    /// What a log tells.
    ///
    /// - Parameters:
    ///   - log: the log.
    ///   - file: what messages call it.
    /// - Returns: the limits it states, with the line behind each, and the slots that its periodic
    ///   lines suggest.
    package static func readings(of log: StartupLog, file: String) -> [LimitReading] {
        (log.limits + log.inferredLimits).compactMap { limit in
            guard let kind = LimitKind(rawValue: limit.kind.rawValue) else { return nil }
            switch limit.provenance {
            case .logLine(let number, let text):
                return LimitReading(
                    kind, limit.value, .log, source: "\(file):\(number)", scope: limit.scope,
                    evidence: text)
            case .inferred(let how):
                return LimitReading(
                    kind, limit.value, .inferred, source: file, scope: limit.scope, evidence: how)
            case .metricLabel, .metric, .httpPath, .commandLine, .words:
                return LimitReading(
                    kind, limit.value, .log, source: "\(file), \(limit.source)",
                    scope: limit.scope)
            }
        }
    }
}
