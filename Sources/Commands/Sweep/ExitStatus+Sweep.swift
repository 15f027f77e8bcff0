import Capacity
import Readiness

extension ExitStatus {
    /// The status of a sweep that ran to its end.
    ///
    /// - Parameter report: What it found.
    /// - Returns: 0 when every endpoint has a highest load, 1 when one has none or died, 3 when one
    ///   is undecided.
    static func of(_ report: SweepReport) -> ExitStatus {
        switch report.verdict {
        case .ready, .degraded: .ready
        case .notReady: .notReady
        case .inconclusive: .inconclusive
        }
    }
}
