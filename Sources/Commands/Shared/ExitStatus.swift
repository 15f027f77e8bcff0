import ArgumentParser
package import Readiness

/// The exit codes of every command that judges; documented in `--help` and never renumbered.
package enum ExitStatus: Int32, Sendable, CaseIterable {
    /// READY; for commands that do not judge: done.
    case ready = 0
    /// NOT READY, or failed requests.
    case notReady = 1
    /// A usage or configuration error on our side; nothing was measured.
    case usage = 2
    /// INCONCLUSIVE: the evidence does not decide.
    case inconclusive = 3
    /// DEGRADED: a soft objective is violated.
    case degraded = 4
    /// Interrupted by SIGINT; partial results are written.
    case interrupted = 130
    /// Ended by SIGTERM; partial results are written.
    case terminated = 143

    /// The exit code of a gate's report.
    ///
    /// - Parameters:
    ///   - report: The report.
    ///   - allowDegraded: Whether DEGRADED is good enough.
    /// - Returns: The code; a signal's code when one cut the run short.
    package static func of(_ report: GateReport, allowDegraded: Bool) -> ExitStatus {
        switch report.interruptedBy {
        case .some(15): return .terminated
        case .some: return .interrupted
        case .none: break
        }
        switch report.verdict {
        case .ready: return .ready
        case .notReady: return .notReady
        case .inconclusive: return .inconclusive
        case .degraded: return allowDegraded ? .ready : .degraded
        }
    }

    /// The error that makes ArgumentParser exit with this code.
    var exitCode: ExitCode { ExitCode(rawValue) }
}
