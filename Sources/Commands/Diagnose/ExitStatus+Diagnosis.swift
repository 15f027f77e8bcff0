package import Reports

extension ExitStatus {
    /// The exit code of a diagnosis.
    ///
    /// - Parameters:
    ///   - document: The diagnosis.
    ///   - allowDegraded: Whether a warning is good enough.
    /// - Returns: The code; a signal's code when one cut the run short.
    package static func of(_ document: DiagnosisDocument, allowDegraded: Bool) -> ExitStatus {
        if let signal = document.interruptedBy { return after(signal: signal) }
        switch document.grade {
        case .none: return .ready
        case .warning: return allowDegraded ? .ready : .degraded
        case .critical: return .notReady
        case .unknown: return .inconclusive
        }
    }
}
