/// What the evidence says about every clue.
package struct ClueSurvey: Sendable {
    private let evidence: Evidence

    package init(_ evidence: Evidence) {
        self.evidence = evidence
    }

    /// One finding for each clue, in the catalogue's order.
    ///
    /// A clue that several parts of the evidence decide is taken from the part that is the surest: both together before one of
    /// them, and the client before the servers where it knows.
    package func findings() async -> [ClueFinding] {
        var found: [Clue: ClueFinding] = [:]
        for finding in ClientClues(evidence).findings() {
            found[finding.clue] = finding
        }
        let story = evidence.server.map { ServerStory($0) }
        let server = await ServerClues(evidence, story: story).findings()
        for finding in server where (found[finding.clue]?.state ?? .unknown) == .unknown {
            found[finding.clue] = finding
        }
        let joint = await JointClues(evidence, story: story, server: server).findings()
        for finding in joint
        where finding.state != .unknown || (found[finding.clue]?.state ?? .unknown) == .unknown {
            found[finding.clue] = finding
        }
        return Clue.allCases.map { found[$0] ?? .unknown($0, "nothing was there to compare") }
    }
}
