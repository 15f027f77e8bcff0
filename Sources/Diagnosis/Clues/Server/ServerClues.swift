/// The clues that the servers' metrics alone decide.
struct ServerClues {
    let evidence: Evidence

    init(_ evidence: Evidence) {
        self.evidence = evidence
    }

    /// The findings; a clue that is missing is unknown.
    func findings() async -> [ClueFinding] {
        []
    }
}
