package import Diagnosis

/// How grave a diagnosis is; decides the colour and the exit code.
///
/// The raw value is the word in JSON; it never changes.
package enum DiagnosisGrade: String, Sendable, Hashable, CaseIterable {
    /// Nothing was found.
    case none
    /// Something to look after that keeps no request from being served in time: the answers behave
    /// otherwise than before, or a dashboard, a rule or a clock tells untruths.
    case warning
    /// Users wait or fail.
    case critical
    /// The evidence does not decide, or the client that measured was the bottleneck itself.
    case unknown

    /// The grade of a cause.
    ///
    /// - Parameters:
    ///   - cause: The cause found.
    ///   - kind: Where it sits; nil counts as the gravest.
    package init(_ cause: Cause, kind: CauseKind?) {
        self =
            switch (cause, kind) {
            // What a saturated client measured says nothing about the endpoint.
            case (.saturatedClient, _): .unknown
            case (_, .behaviour), (_, .measurement): .warning
            case (_, .engine), (_, .hardware), (_, .path), (_, nil): .critical
            }
    }
}
