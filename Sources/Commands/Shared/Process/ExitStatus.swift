import ArgumentParser
package import Readiness

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

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
        if let signal = report.interruptedBy { return after(signal: signal) }
        return of(report.verdict, allowDegraded: allowDegraded)
    }

    /// The exit code of a verdict.
    ///
    /// - Parameters:
    ///   - verdict: The verdict.
    ///   - allowDegraded: Whether DEGRADED is good enough.
    /// - Returns: The code.
    static func of(_ verdict: Verdict, allowDegraded: Bool) -> ExitStatus {
        switch verdict {
        case .ready: .ready
        case .notReady: .notReady
        case .inconclusive: .inconclusive
        case .degraded: allowDegraded ? .ready : .degraded
        }
    }

    /// The exit code when a signal cut the work short.
    ///
    /// - Parameter signal: SIGINT or SIGTERM.
    /// - Returns: 128 and the signal's number.
    package static func after(signal: Int32) -> ExitStatus {
        signal == SIGTERM ? .terminated : .interrupted
    }

    /// The error that makes ArgumentParser exit with this code.
    var exitCode: ExitCode { ExitCode(rawValue) }
}
