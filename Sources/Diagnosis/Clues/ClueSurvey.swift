/// What the evidence says about every clue.
package struct ClueSurvey: Sendable {
    private let evidence: Evidence

    package init(_ evidence: Evidence) {
        self.evidence = evidence
    }

    /// One finding for each clue, in the catalogue's order.
    package func findings() async -> [ClueFinding] {
        var found: [Clue: ClueFinding] = [:]
        for finding in ClientClues(evidence).findings() {
            found[finding.clue] = finding
        }
        for finding in await ServerClues(evidence).findings() {
            found[finding.clue] = finding
        }
        for finding in await JointClues(evidence).findings() {
            found[finding.clue] = finding
        }
        return Clue.allCases.map { found[$0] ?? .unknown($0, "nothing was there to compare") }
    }
}
