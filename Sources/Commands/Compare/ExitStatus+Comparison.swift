package import Comparison

extension ExitStatus {
    /// The exit code of a comparison.
    ///
    /// - Parameter report: The report.
    /// - Returns: The code; a signal's code when one cut the run short.
    package static func of(_ report: ComparisonReport) -> ExitStatus {
        if let signal = report.interruptedBy { return after(signal: signal) }
        switch report.verdict {
        case .better, .same, .notWorse: return .ready
        case .worse: return .notReady
        case .undecided: return .inconclusive
        }
    }
}
