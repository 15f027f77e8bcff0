/// The clues that the client's records alone decide.
package struct ClientClues {
    let evidence: Evidence

    package init(_ evidence: Evidence) {
        self.evidence = evidence
    }

    /// The findings, one for each of these clues; none without records of a client.
    package func findings() -> [ClueFinding] {
        guard let client = evidence.client else { return [] }
        let view = ClientView(client)
        let baseline = evidence.baseline?.client.map(ClientView.init)
        let worsening = Worsening(view: view, baseline: baseline)
        return FailureClues(view: view).findings()
            + StreamEndClues(view: view).findings()
            + StallClues(view: view).findings()
            + ArrivalClues(view: view).findings()
            + WaitClues(view: view).findings()
            + WorseningClues(worsening).findings()
            + FirstRequestClues(view: view).findings()
            + ConnectionClues(view: view).findings()
            + PromptClues(view: view, baseline: baseline, worsening: worsening).findings()
            + LongPromptClues(view: view).findings()
            + SpeedClues(view: view).findings()
            + AnswerClues(view: view, baseline: baseline).findings()
            + UsageClues(view: view).findings()
            + ClientSelfClues(view: view).findings()
    }
}
