/// Finds the causes that explain what a client measured and what servers said.
///
/// Every clue is evaluated once, by the part of the evidence it speaks of; then every cause adds up its prior and the weights of
/// the clues that hold or fail. Unknown clues count for nothing. "Nothing is wrong" takes part with a score of 0.
package struct Diagnoser: Sendable {
    package init() {}

    /// Diagnoses.
    ///
    /// - Parameter evidence: What is known; what is nil in it is unknown.
    /// - Returns: The causes ranked, with what speaks for and against each.
    package func diagnose(_ evidence: Evidence) async -> DiagnosisReport {
        let findings = await ClueSurvey(evidence).findings()
        return Ranking(findings: findings, evidence: evidence).report
    }
}
