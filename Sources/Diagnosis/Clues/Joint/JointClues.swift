/// The clues that need the client's records and the servers' metrics side by side.
struct JointClues {
    let evidence: Evidence

    init(_ evidence: Evidence) {
        self.evidence = evidence
    }

    /// The findings; a clue that is missing is unknown.
    func findings() async -> [ClueFinding] {
        []
    }
}
