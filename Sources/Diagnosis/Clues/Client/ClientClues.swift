/// The clues that the client's records alone decide.
struct ClientClues {
    let evidence: Evidence

    init(_ evidence: Evidence) {
        self.evidence = evidence
    }

    /// The findings; a clue that is missing is unknown.
    func findings() -> [ClueFinding] {
        []
    }
}
