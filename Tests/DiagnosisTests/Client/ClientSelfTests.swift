import Diagnosis
import Foundation
import Load
import Testing

/// Clues that look at beacons, at the client's own lag, or at a baseline.
@Suite struct ClientSelfTests {
    static func finding(_ clue: Clue, _ client: ClientEvidence) -> ClueFinding? {
        ClientClues(Evidence(client: client)).findings().first { $0.clue == clue }
    }

    struct Beacons: Sendable {
        let milliseconds: ClosedRange<Double>
        let slowFrom: Double
        let state: ClueFinding.State
    }

    @Test(arguments: [
        Beacons(milliseconds: 2...6, slowFrom: .infinity, state: .fails),
        Beacons(milliseconds: 2...6, slowFrom: 100, state: .holds),
        Beacons(milliseconds: 250...900, slowFrom: .infinity, state: .holds),
    ])
    func `cheap requests are slow or quick`(_ beacons: Beacons) throws {
        var noise = Noise(seed: 3)
        let client = ScriptedClient(seed: 4)
        var evidence = client.evidence
        evidence.beacons = stride(from: 0, to: 240, by: 5).map { second in
            let range = beacons.milliseconds
            let usual = range.lowerBound + noise.unit() * (range.upperBound - range.lowerBound)
            let time = second > beacons.slowFrom ? 400 * noise.factor(0.3) : usual
            return Beacon(
                timestamp: Date(timeIntervalSince1970: 1_790_000_000 + second),
                duration: .seconds(time / 1000), status: 200, isFresh: false)
        }
        let finding = try #require(Self.finding(.beaconSlow, evidence))
        #expect(finding.state == beacons.state, "\(finding.statement)")
    }

    @Test(arguments: [0.001, 0.08])
    func `the client's own lag is compared with TTFT`(lag: Double) throws {
        var evidence = ScriptedClient(seed: 4).evidence
        evidence.lag = SchedulingLag(
            count: 2_000, median: .seconds(lag / 10), p99: .seconds(lag), largest: .seconds(2 * lag)
        )
        let finding = try #require(Self.finding(.clientLate, evidence))
        #expect(finding.state == (lag > 0.01 ? .holds : .fails), "\(finding.statement)")
    }

    @Test func `what nobody recorded is unknown`() {
        var evidence = ScriptedClient(seed: 4).evidence
        for index in evidence.probes.indices {
            evidence.probes[index].promptTokens = nil
            evidence.probes[index].isRefusal = nil
            evidence.probes[index].serverClockOffset = nil
            evidence.probes[index].repeats = nil
            evidence.probes[index].finishReason = nil
        }
        let unknown: [Clue] = [
            .clientLate, .beaconSlow, .refusalsRose, .clockOff, .firstTokenGrowsWithPrompt,
            .repeatsNotFaster, .lengthFinishesRose, .adaptersSlow, .gapsWithLongPrompts,
            .cutAtOneAge, .stallsTogether, .onlyLongRequestsRefused,
        ]
        for clue in unknown {
            let finding = Self.finding(clue, evidence)
            #expect(finding?.state == .unknown, "\(clue) \(finding?.statement ?? "")")
            #expect(finding?.statement.isEmpty == false)
        }
    }

    @Test(arguments: [0, 1, 4])
    func `so few requests say nothing of healthy endpoints`(count: Int) {
        var evidence = ScriptedClient(seed: 4).evidence
        evidence.probes = Array(evidence.probes.prefix(count))
        for finding in ClientClues(Evidence(client: evidence)).findings() {
            #expect(finding.state != .holds, "\(finding.clue) \(finding.statement)")
        }
    }

    @Test func `without a client there is nothing to say`() {
        #expect(ClientClues(Evidence()).findings().isEmpty)
    }

    // MARK: - Baselines

    struct Change: CustomTestStringConvertible, Sendable {
        let clue: Clue
        let testDescription: String
        let alter: @Sendable (inout ScriptedClient) -> Void
    }

    @Test(arguments: [
        Change(clue: .firstTokenWorsened, testDescription: "a prompt costs more") {
            $0.base *= 1.6
        },
        Change(clue: .gapsWorsened, testDescription: "steps take longer") { $0.gap *= 1.3 },
        Change(clue: .firstTokenGrowsWithPrompt, testDescription: "nothing is cached any more") {
            $0.perPromptToken *= 4
        },
        Change(clue: .outputLengthMoved, testDescription: "answers are shorter") {
            $0.answerTokens = 18
        },
        Change(clue: .refusalsRose, testDescription: "some refuse") {
            $0.change = { draft, noise in
                if noise.chance(0.2) { draft.edits.append { $0.isRefusal = true } }
            }
        },
        Change(clue: .lengthFinishesRose, testDescription: "most end at a limit") {
            $0.change = { draft, noise in
                if noise.chance(0.6) {
                    draft.edits.append {
                        $0.finishReason = "length"
                        $0.maxTokens = $0.outputTokens
                    }
                }
            }
        },
    ])
    func `a window that was bad from its begin on is told from its baseline`(
        _ change: Change
    ) throws {
        var client = ScriptedClient(seed: 21)
        change.alter(&client)
        let finding = try #require(
            client.finding(change.clue, baseline: ScriptedClient(seed: 22)))
        #expect(finding.state == .holds, "\(finding.statement)")
        let healthy = try #require(
            ScriptedClient(seed: 23).finding(change.clue, baseline: ScriptedClient(seed: 22)))
        #expect(healthy.state == .fails, "\(healthy.statement)")
    }

    // MARK: - Neighbours

    @Test(arguments: [0, 0.8])
    func `other streams pause while a long prompt is computed, or do not`(pause: Double) throws {
        // The long prompts of one session, known beforehand, so that the others can feel them.
        let moments = stride(from: 10.0, to: 230, by: 12)
        var client = ScriptedClient(seed: 31, sessions: 5, answerTokens: 60)
        client.change = { draft, _ in
            draft.promptTokens = 100
            if let moment = moments.first(where: { abs($0 - draft.start) < 0.25 }), !draft.isRepeat
            {
                draft.promptTokens = 4_000
                draft.firstToken = max(moment + pause - draft.start, 0) + 0.6
            } else {
                ScriptedFaultTests.stretch(&draft) { begin, end in
                    moments.contains { (begin..<end).contains($0 + 0.25) } ? pause : nil
                }
            }
        }
        let finding = try #require(client.finding(.gapsWithLongPrompts))
        #expect(finding.state == (pause > 0 ? .holds : .fails), "\(finding.statement)")
    }

    @Test(arguments: [true, false])
    func `gaps that grow with the number of streams are told from those that do not`(
        isLimited: Bool
    ) throws {
        // Sessions come one by one, so that the crowd grows.
        var client = ScriptedClient(seed: 41, sessions: 1, answerTokens: 40)
        client.wander = 0
        var evidence = ClientEvidence(probes: [])
        for session in 0..<8 {
            var one = client
            one.seed = UInt64(50 + session)
            let late = Double(session) * 30
            one.change = { draft, _ in
                guard isLimited else { return }
                draft.gaps = draft.gaps.map { $0 * (1 + (late + draft.start) / 30) }
            }
            evidence.probes += one.probes.map { record in
                var record = record
                record.timestamp = record.timestamp.addingTimeInterval(late)
                return record
            }
            .filter { $0.timestamp.timeIntervalSince1970 < 1_790_000_240 }
        }
        let finding = try #require(Self.finding(.slowByBytes, evidence))
        #expect(finding.state == (isLimited ? .holds : .fails), "\(finding.statement)")
    }
}
