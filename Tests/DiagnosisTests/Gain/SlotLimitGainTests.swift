import EngineModel
import Estimates
import Signals
import Simulator
import Testing

@testable import Diagnosis

@Suite struct SlotLimitGainTests {
    /// The KServe incident: three chats on two slots, answers of 700 tokens.
    static func incident(slots: Int, every step: Double) throws -> Evidence {
        let history = try SimulatedHistory(
            configuration: SimulatedServerConfiguration(
                modelName: "chat-demo", calibration: .gemma26BOnL40S, maxNumSeqs: slots),
            workload: ClosedLoopWorkload(
                count: 3, staggerSeconds: 0.6,
                pacing: .think(meanSeconds: 0.28, variation: 0.3), prompt: .fixed(105),
                output: .fixed(700)),
            at: Array(stride(from: 0, through: 600, by: step)))
        let snapshots = history.snapshots(as: SimulatedRelease(.vllm))
        return Evidence(
            server: ServerEvidence(
                scrapes: snapshots.compactMap { snapshot in
                    snapshot.families().map {
                        TimedScrape(
                            instance: "10.0.0.1:8000",
                            unixSeconds: history.startUnixSeconds + snapshot.elapsedSeconds,
                            families: $0)
                    }
                }))
    }

    @Test(arguments: [5.0, 15.0])
    func `the incident's fix lies in the predicted interval`(step: Double) async throws {
        let before = try Self.incident(slots: 2, every: step)
        let after = ObservedService(try Self.incident(slots: 16, every: step))
        let findings = await ClueSurvey(before).findings()
        let held = findings.filter { $0.state == .holds }.map(\.clue)
        #expect(held.contains(.runningAtLimit))
        #expect(held.contains(.queueDominates))
        #expect(held.contains(.requestsWait))
        #expect(held.contains(.cacheLow))
        let gain = try #require(GainEstimator(before, findings).gain(for: .slotLimit))
        #expect(gain.action == "--max-num-seqs 16")
        let speed = try #require(gain.changes.first { $0.name == "generation" })
        #expect(abs(speed.before.point - 228) < 6)
        let truth = try #require(after.tokensPerSecond)
        #expect(abs(truth - 308) < 8)
        #expect(speed.after.lower <= truth && truth <= speed.after.upper)
        #expect(speed.after.upper - speed.after.lower < 0.25 * truth)
        let first = try #require(gain.changes.first { $0.name == "TTFT mean" })
        let mean = try #require(after.mean(.timeToFirstToken))
        #expect(first.after.lower <= mean && mean <= first.after.upper)
        #expect(first.after.upper < 0.1 * first.before.point)
    }

    @Test func `nothing is promised where nothing waits`() async throws {
        let evidence = try Self.incident(slots: 16, every: 5)
        let findings = await ClueSurvey(evidence).findings()
        #expect(GainEstimator(evidence, findings).gain(for: .slotLimit) == nil)
        #expect(findings.first { $0.clue == .runningAtLimit }?.state == .fails)
    }

    @Test func `the phases of the incident add up to a request`() throws {
        let figures = ReportFigures(try Self.incident(slots: 2, every: 5))
        #expect(figures.felt.isEmpty)
        #expect(figures.phases.map(\.phase) == [.queue, .prefill, .decode])
        let shares = figures.phases.compactMap(\.share)
        #expect(shares.count == 3)
        #expect(abs(shares.reduce(0, +) - 1) < 0.02)
        #expect(abs(shares[0] - 2.78 / 8.92) < 0.04)
        #expect(figures.said.map(\.name).contains("queue time mean"))
    }
}
