import Testing

@testable import Diagnosis

@Suite struct RankingTests {
    private func report(
        holds: [Clue] = [], fails: [Clue] = [], strength: Double = 1
    ) -> DiagnosisReport {
        let findings = Clue.allCases.map { clue in
            if holds.contains(clue) {
                return ClueFinding(clue, .holds, strength: strength, "\(clue.rawValue) holds")
            }
            if fails.contains(clue) {
                return ClueFinding(clue, .fails, strength: strength, "\(clue.rawValue) fails")
            }
            return ClueFinding.unknown(clue, "not looked at")
        }
        return Ranking(findings: findings, evidence: Evidence()).report
    }

    private let incident: [Clue] = [
        .runningAtLimit, .requestsWait, .cacheLow, .queueDominates, .firstTokenBimodal,
        .waitsLikeAGeneration,
    ]

    @Test func `slots full, memory free, nothing preempted: the slot limit`() throws {
        let report = report(holds: incident, fails: [.preempts, .cacheFull])
        #expect(report.conclusion == .found(.slotLimit))
        let first = try #require(report.causes.first)
        #expect(first.evidenceFor.contains { $0.clue == .preempts && $0.state == .fails })
        #expect(first.probability > 0.99)
        #expect(report.headline.hasPrefix("slot limit: running_at_limit holds"))
        #expect(report.next.first == Cause.slotLimit.definition.firstAction)
    }

    @Test func `with preemptions the same queue is a consequence of the full cache`() throws {
        let report = report(
            holds: [
                .preempts, .cacheFull, .requestsWait, .runningAtLimit, .queueDominates,
                .waitsLikeAGeneration,
            ],
            fails: [.cacheLow])
        #expect(report.conclusion == .found(.kvExhaustion))
        let slots = report.causes.first { $0.cause == .slotLimit }
        #expect(slots == nil || slots?.consequenceOf == .kvExhaustion)
    }

    @Test func `a card with errors comes before the hang it explains, however clear the hang`() {
        let report = report(holds: [.tokensStandStill, .tokensStopForAll, .cardReportsError])
        #expect(report.conclusion == .found(.gpuError))
        #expect(report.causes.first { $0.cause == .engineHang }?.consequenceOf == .gpuError)
    }

    @Test func `nothing known is no evidence, everything denied is no finding`() {
        guard case .noEvidence = report().conclusion else {
            Issue.record("expected no evidence")
            return
        }
        #expect(report(fails: Clue.allCases).conclusion == .noFinding)
        #expect(report(fails: Clue.allCases).causes.isEmpty)
    }

    @Test func `one weak clue finds nothing`() {
        #expect(report(holds: [.requestsWait]).conclusion == .noFinding)
        #expect(report(holds: [.runningAtLimit], strength: 0.3).conclusion == .noFinding)
    }

    @Test func `unknown evidence counts neither for nor against`() throws {
        let sparse = report(holds: [.runningAtLimit, .requestsWait])
        let denied = report(holds: [.runningAtLimit, .requestsWait], fails: [.queueDominates])
        let first = try #require(sparse.causes.first?.score)
        let second = try #require(denied.causes.first?.score)
        #expect(first > second)
        #expect(sparse.causes.first?.missing.contains { $0.clue == .cacheLow } == true)
    }

    @Test func `rivals on the same evidence are undecided, with a test that would tell`() {
        let report = report(
            holds: [.timeBeforeCore, .serverProcessBusy, .firstTokenGrowsWithPrompt])
        guard case .undecided(let causes, let test) = report.conclusion else {
            Issue.record("expected undecided, got \(report.conclusion)")
            return
        }
        #expect(Set(causes) == [.tokenizerBound, .loggingOverhead])
        #expect(test == Clue.firstTokenWorsened.definition.test)
        #expect(report.next.first == test)
    }

    @Test func `two causes with evidence of their own are two findings`() {
        let report = report(holds: [.declaredLimitWrong, .answersInLumps])
        guard case .found = report.conclusion else {
            Issue.record("expected a finding, got \(report.conclusion)")
            return
        }
        #expect(Set(report.causes.map(\.cause)).isSuperset(of: [.staleLimit, .proxyBuffering]))
    }

    @Test func `probabilities and "nothing" sum to one`() {
        let report = report(holds: incident)
        let total = report.causes.reduce(0) { $0 + $1.probability }
        #expect(total <= 1.000_001)
    }

    @Test func `an endpoint at which nobody answers is down, whatever else is unknown`() {
        #expect(report(holds: [.everythingFails, .unavailable]).conclusion == .found(.crashLoop))
        #expect(
            report(holds: [.everythingFails, .silentAfterHead], fails: [.unavailable]).conclusion
                == .found(.engineHang))
        #expect(
            report(holds: [.everythingFails, .authenticationFails], fails: [.unavailable])
                .conclusion == .found(.authentication))
    }

    @Test func `failures that no cause explains are never "nothing is wrong"`() {
        let report = report(holds: [.everythingFails], fails: [.unavailable, .silentAfterHead])
        guard case .noEvidence(let reason) = report.conclusion else {
            Issue.record("expected no evidence, got \(report.conclusion)")
            return
        }
        #expect(reason.hasPrefix("no request is answered and "))
        #expect(reason.contains("everything_fails holds"))
    }
}
