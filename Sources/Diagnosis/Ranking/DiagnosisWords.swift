import Load
import Signals

/// The sentences of a diagnosis that follow from its ranking.
enum DiagnosisWords {
    /// The heaviest evidence a headline names.
    private static let headlineClues = 3

    static func headline(
        _ conclusion: DiagnosisReport.Conclusion, _ causes: [RankedCause]
    ) -> String {
        switch conclusion {
        case .found(let cause):
            let evidence = causes.first { $0.cause == cause }?.evidenceFor ?? []
            let facts = evidence.prefix(headlineClues).map(\.statement).joined(separator: "; ")
            return cause.definition.title + (facts.isEmpty ? "" : ": " + facts)
        case .undecided(let causes, _):
            return "cannot tell apart: " + listed(causes.map(\.definition.title), last: "and")
        case .noFinding: return "nothing found that is wrong"
        case .noEvidence(let reason): return reason
        }
    }

    /// What to do, the first thing first.
    static func next(_ report: DiagnosisReport) -> [String] {
        let heads = report.causes.filter { $0.consequenceOf == nil }
        switch report.conclusion {
        case .found:
            return heads.filter { $0.score >= Ranking.findingScore }.prefix(3)
                .map { $0.cause.definition.firstAction }
        case .undecided(let causes, let test):
            return [test] + causes.map { "\($0.definition.title): \($0.definition.firstAction)" }
        case .noFinding, .noEvidence: return []
        }
    }

    /// What the reader should know of the evidence.
    static func notes(_ report: DiagnosisReport, _ evidence: Evidence) -> [String] {
        var notes: [String] = []
        if evidence.client == nil {
            notes.append("no client was measured: what users feel is unknown")
        }
        if evidence.server == nil {
            notes.append("no metrics were read: what the engine does is inferred from outside")
        }
        let unknown = report.findings.filter { $0.state == .unknown }.count
        notes.append(
            "\(report.findings.count - unknown) of \(report.findings.count) clues could be judged")
        return notes
    }

    /// Fewer requests than this show nothing.
    private static let requestsMin = 10
    /// Fewer pages of metrics than this show no window.
    private static let scrapesMin = 3

    /// Why "nothing is wrong" would say too much; nil when there is enough to look at.
    static func scarcity(of evidence: Evidence) -> String? {
        let requests = evidence.client?.probes.count { !$0.isWarmup } ?? 0
        let scrapes = Set(evidence.server?.scrapes.map(\.unixSeconds) ?? []).count
        guard evidence.client != nil || evidence.server != nil, requests < requestsMin,
            scrapes < scrapesMin
        else { return nil }
        return
            "too little was seen to call it well: \(requests) requests, \(scrapes) moments of metrics"
    }

    /// Why nothing can be said.
    static func lack(of evidence: Evidence) -> String {
        switch (evidence.client, evidence.server) {
        case (nil, nil): "there is no evidence: no requests and no metrics"
        case (let client?, nil) where client.probes.isEmpty: "no request was made"
        case (nil, let server?) where server.scrapes.isEmpty: "no page of metrics could be read"
        default: "there is too little evidence to judge a single clue"
        }
    }

    /// What would decide between two causes: to learn the unknown clue on which they differ most.
    static func test(between first: ScoredCause, _ second: ScoredCause) -> String {
        let others = Dictionary(
            uniqueKeysWithValues: second.definition.weights.map { ($0.clue, $0) })
        let open =
            first.contributions.filter { $0.finding.state == .unknown }
            + second.contributions.filter { $0.finding.state == .unknown }
        let own = Dictionary(
            uniqueKeysWithValues: first.definition.weights.map { ($0.clue, $0) })
        let best = open.max { left, right in
            discrimination(own[left.finding.clue], others[left.finding.clue])
                < discrimination(own[right.finding.clue], others[right.finding.clue])
        }
        guard let best else {
            return "look for what refutes \(first.definition.title): \(first.definition.refutation)"
        }
        return best.finding.clue.definition.test
    }

    private static func discrimination(
        _ first: CauseDefinition.Weight?, _ second: CauseDefinition.Weight?
    ) -> Double {
        abs((first?.ifHolds ?? 0) - (second?.ifHolds ?? 0))
            + abs((first?.ifFails ?? 0) - (second?.ifFails ?? 0))
    }

    private static func listed(_ words: [String], last: String) -> String {
        guard words.count > 1, let final = words.last else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " \(last) " + final
    }
}
