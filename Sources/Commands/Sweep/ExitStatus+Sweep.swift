import Capacity
import Readiness

extension ExitStatus {
    /// The status of a sweep.
    ///
    /// - Parameter report: What it found.
    /// - Returns: 0 when every endpoint has a highest load, 1 when one has none or died, 3 when one
    ///   is undecided; what the signal asks for where one came.
    static func of(_ report: SweepReport) -> ExitStatus {
        if let signal = report.interruptedBy { return after(signal: signal) }
        return switch report.verdict {
        case .ready, .degraded: .ready
        case .notReady: .notReady
        case .inconclusive: .inconclusive
        }
    }
}
