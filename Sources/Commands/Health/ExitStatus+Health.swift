package import Readiness
import Signals

extension ExitStatus {
    /// The exit code of a health report.
    ///
    /// - Parameters:
    ///   - report: The report.
    ///   - allowDegraded: Whether a warning is good enough.
    /// - Returns: The code; a signal's code when one cut the window short.
    package static func of(_ report: HealthReport, allowDegraded: Bool) -> ExitStatus {
        if let signal = report.interruptedBy { return after(signal: signal) }
        switch report.grade {
        case .healthy: return .ready
        case .warning: return allowDegraded ? .ready : .degraded
        case .critical: return .notReady
        case .unknown: return .inconclusive
        }
    }
}
