import Diagnosis
import Estimates
import Foundation
import Reports

/// Diagnoses with every kind of conclusion.
enum SampleDiagnosis {
    static let names = [
        "diagnosis-slot-limit", "diagnosis-undecided", "diagnosis-drift", "diagnosis-saturated",
        "diagnosis-nothing", "diagnosis-no-evidence", "diagnosis-nasty",
    ]

    static func document(_ name: String) -> DiagnosisDocument {
        switch name {
        case "diagnosis-slot-limit": slotLimit
        case "diagnosis-undecided": undecided
        case "diagnosis-drift": drift
        case "diagnosis-saturated": saturated
        case "diagnosis-nothing": nothing
        case "diagnosis-no-evidence": noEvidence
        default: nasty
        }
    }

    // MARK: - Parts

    private static let startedAt = Date(timeIntervalSince1970: 1_795_230_900.25)

    private static func basis(requests: Int? = 120, scrapes: Int? = 61) -> DiagnosisBasis {
        var basis = DiagnosisBasis()
        basis.requests = requests
        basis.scrapes = scrapes
        basis.beacons = requests == nil ? 0 : 60
        basis.sources = scrapes == nil ? 0 : 1
        basis.span = requests == nil && scrapes == nil ? .zero : .seconds(60)
        return basis
    }

    private static func document(
        _ report: DiagnosisReport, name: String = "chat-demo",
        place: String? = "http://127.0.0.1:41873", basis: DiagnosisBasis = basis()
    ) -> DiagnosisDocument {
        DiagnosisDocument(
            name: name, place: place, startedAt: startedAt, basis: basis, report: report,
            definitions: definitions, toolVersion: "1.2.3")
    }

    private static func rank(
        _ point: Double, _ lower: Double, _ upper: Double, _ count: Int = 120
    ) -> Estimate {
        Estimate(
            point: point, lower: lower, upper: upper, count: count, confidence: 0.95,
            method: .orderStatistic)
    }

    private static func finding(
        _ clue: Clue, _ state: ClueFinding.State, _ statement: String
    ) -> ClueFinding {
        ClueFinding(clue, state, strength: state == .unknown ? 0 : 0.9, statement)
    }

    /// The words of the samples, so that a change to the catalogue's does not change them.
    private static let definitions: [Cause: CauseDefinition] = Dictionary(
        uniqueKeysWithValues: [
            CauseDefinition(
                .slotLimit, kind: .engine, title: "slot limit",
                meaning: "the engine runs fewer requests at once than its memory holds",
                weights: [], consequences: [.gatewayQueue],
                firstAction: "raise the number of slots (vLLM: --max-num-seqs)",
                refutation: "requests that wait while fewer than the limit run"),
            CauseDefinition(
                .gatewayQueue, kind: .path, title: "queue at the gateway",
                meaning: "requests wait before they reach the engine", weights: [],
                firstAction: "measure past the gateway",
                refutation: "the same times at the engine itself"),
            CauseDefinition(
                .kvExhaustion, kind: .engine, title: "KV cache exhausted",
                meaning: "the contexts of the running requests outgrow the KV cache", weights: [],
                firstAction: "give the cache more memory",
                refutation: "a preemption counter that stands still"),
            CauseDefinition(
                .outputDrift, kind: .behaviour, title: "answers changed",
                meaning: "answers have another length than before", weights: [],
                firstAction: "compare versions of model and template",
                refutation: "another mix of questions"),
            CauseDefinition(
                .saturatedClient, kind: .measurement, title: "saturated client",
                meaning: "the client that measures cannot keep up", weights: [],
                firstAction: "measure from a machine with idle processors",
                refutation: "a client whose event loop keeps time"),
        ].map { ($0.cause, $0) })

    // MARK: - Samples

    private static var slotLimit: DiagnosisDocument {
        let pinned = finding(.runningAtLimit, .holds, "running stays at 2 of 2 while 1 waits")
        let low = finding(.cacheLow, .holds, "the KV cache is at most 2 % full")
        let calm = finding(.preempts, .fails, "no preemptions in 60 s")
        var report = DiagnosisReport(
            conclusion: .found(.slotLimit),
            headline: "slot limit: running stays at 2 of 2 while 1 waits; "
                + "the KV cache is at most 2 % full; no preemptions in 60 s")
        report.felt = [
            .init("TTFT p95", rank(5.5, 4.9, 5.81), unit: "s"),
            .init("gaps mean", rank(0.0072, 0.0069, 0.0076, 8400), unit: "s"),
            .init("failed", .exact(0, count: 120), unit: ""),
        ]
        report.said = [
            .init("running mean", .exact(2, count: 61, provenance: .sampledGauge), unit: ""),
            .init(
                "KV cache max", .exact(0.02, count: 61, provenance: .sampledGauge), unit: "ratio"),
            .init(
                "queue time p95",
                Estimate(
                    point: 4.75, lower: 2.5, upper: 5, count: 120, confidence: 1,
                    provenance: .serverBucket, method: .histogramBucket), unit: "s"),
        ]
        report.phases = [
            PhaseShare(phase: .network, seconds: rank(0.002, 0.001, 0.004), share: 0.0003),
            PhaseShare(phase: .queue, seconds: rank(2.85, 2.6, 3.1), share: 0.492),
            PhaseShare(phase: .prefill, seconds: rank(0.08, 0.07, 0.09), share: 0.0138),
            PhaseShare(phase: .decode, seconds: rank(2.86, 2.84, 2.88), share: 0.494),
        ]
        let gain = ExpectedGain(
            action: "--max-num-seqs 16",
            changes: [
                .init(
                    "TTFT p95", before: rank(5.5, 4.9, 5.81), after: rank(0.12, 0.1, 0.15),
                    unit: "s")
            ],
            basis: "a closed loop of 3 sessions on 16 slots, generations of 2.9 s as observed")
        report.causes = [
            RankedCause(
                cause: .slotLimit, score: 6.2, probability: 0.9812,
                evidenceFor: [pinned, low, calm],
                evidenceAgainst: [
                    finding(
                        .workWithoutClients, .holds, "4 % more is generated than clients received")
                ],
                missing: [
                    finding(.gapGrowsWithRate, .unknown, "one load only"),
                    finding(.beaconSlow, .unknown, "no cheap request was made"),
                    finding(.waitsDeferred, .unknown, "the engine gives no reason"),
                ], gain: gain),
            RankedCause(
                cause: .gatewayQueue, score: 1.2, probability: 0.0066,
                evidenceFor: [
                    finding(.gapToServer, .holds, "clients wait 4 ms longer than the engine says")
                ],
                evidenceAgainst: [], missing: [], consequenceOf: .slotLimit),
            RankedCause(
                cause: .kvExhaustion, score: 0.1, probability: 0.0022,
                evidenceFor: [finding(.requestsWait, .holds, "1 request waits on average")],
                evidenceAgainst: [calm, low], missing: []),
        ]
        report.next = ["raise the number of slots (vLLM: --max-num-seqs)"]
        report.notes = ["61 of 86 clues could be judged"]
        report.findings = [pinned, low, calm, finding(.beaconSlow, .unknown, "none was made")]
        var result = document(report)
        result.directory = "runs/chat-demo-20261121T031500Z"
        return result
    }

    private static var undecided: DiagnosisDocument {
        let test = "read the preemption counter twice under load"
        var report = DiagnosisReport(
            conclusion: .undecided([.slotLimit, .kvExhaustion], test: test),
            headline: "cannot tell apart: slot limit and KV cache exhausted")
        report.felt = [
            .init(
                "TTFT p95",
                Estimate(
                    point: 5.5, lower: 2.1, upper: .infinity, count: 12, confidence: 0.95,
                    method: .orderStatistic), unit: "s")
        ]
        report.causes = [
            RankedCause(
                cause: .slotLimit, score: 2.1, probability: 0.55,
                evidenceFor: [
                    finding(.firstTokenBimodal, .holds, "6 of 12 wait 5.2 s, the others 80 ms")
                ],
                evidenceAgainst: [],
                missing: [finding(.preempts, .unknown, "no metrics were read")]),
            RankedCause(
                cause: .kvExhaustion, score: 1.7, probability: 0.37,
                evidenceFor: [finding(.streamsStall, .holds, "1 of 12 streams stalls for 6 s")],
                evidenceAgainst: [], missing: []),
        ]
        report.next = [
            test, "slot limit: raise the number of slots",
            "KV cache exhausted: give the cache more memory",
        ]
        report.notes = ["no metrics were read: what the engine does is inferred from outside"]
        var result = document(
            report, name: "recorded", place: "runs/latest",
            basis: basis(requests: 12, scrapes: nil))
        result.interruptedBy = 2
        return result
    }

    private static var drift: DiagnosisDocument {
        let longer = finding(
            .requestsWait, .holds, "answers are 2.1 times as long as in the baseline")
        var report = DiagnosisReport(
            conclusion: .found(.outputDrift),
            headline: "answers changed: answers are 2.1 times as long as in the baseline")
        report.causes = [
            RankedCause(
                cause: .outputDrift, score: 3, probability: 0.93, evidenceFor: [longer],
                evidenceAgainst: [], missing: [])
        ]
        report.next = ["compare versions of model and template"]
        var evidence = basis(scrapes: nil)
        evidence.hasBaseline = true
        return document(report, basis: evidence)
    }

    private static var saturated: DiagnosisDocument {
        var report = DiagnosisReport(
            conclusion: .found(.saturatedClient),
            headline: "saturated client: the client's own event loop is 80 ms late")
        report.causes = [
            RankedCause(
                cause: .saturatedClient, score: 5, probability: 0.996,
                evidenceFor: [
                    finding(.beaconSlow, .holds, "the client's own event loop is 80 ms late")
                ],
                evidenceAgainst: [], missing: [])
        ]
        report.next = ["measure from a machine with idle processors"]
        return document(report)
    }

    private static var nothing: DiagnosisDocument {
        var report = DiagnosisReport(
            conclusion: .noFinding, headline: "nothing found that is wrong")
        report.felt = [.init("TTFT p95", rank(0.12, 0.11, 0.14), unit: "s")]
        report.said = [.init("generation", rank(812.5, 790, 840, 61), unit: "tok/s")]
        report.notes = ["70 of 86 clues could be judged"]
        return document(report)
    }

    private static var noEvidence: DiagnosisDocument {
        let reason = "there is no evidence: no requests and no metrics"
        let report = DiagnosisReport(conclusion: .noEvidence(reason), headline: reason)
        return document(
            report, name: "recorded", place: "empty.jsonl",
            basis: basis(requests: nil, scrapes: nil))
    }

    /// What a server says must not reach a terminal, a page or a runner as a command.
    private static var nasty: DiagnosisDocument {
        let evil = "\u{1B}[31m<script>alert(1)</script>\n::error::x | **bold** \u{202E}`code`"
        let statement = finding(.modelUnknown, .holds, evil)
        var report = DiagnosisReport(conclusion: .found(.unknownModel), headline: evil)
        report.felt = [.init(evil, .exact(1), unit: evil)]
        report.phases = [PhaseShare(phase: .queue, seconds: rank(.nan, 0, 0, 0), share: nil)]
        report.causes = [
            RankedCause(
                cause: .unknownModel, score: .infinity, probability: 1, evidenceFor: [statement],
                evidenceAgainst: [statement], missing: [statement],
                gain: ExpectedGain(
                    action: evil,
                    changes: [
                        .init(
                            evil, before: .unknown(provenance: .client, method: .observed),
                            after: rank(1, -.infinity, .infinity), unit: evil)
                    ], basis: evil))
        ]
        report.next = [evil]
        report.notes = [evil]
        report.findings = [statement]
        var result = document(report, name: evil, place: evil)
        result.directory = evil
        return result
    }
}
