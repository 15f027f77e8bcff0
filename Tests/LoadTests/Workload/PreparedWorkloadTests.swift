import Inference
import Synchronization
import Testing

@testable import Load

@Suite struct PreparedWorkloadTests {
    /// Counts how often it is asked.
    private final class Counted: Workload {
        let inner: any Workload
        let asked = Mutex<[Int]>([])
        init(_ inner: any Workload) { self.inner = inner }
        var name: String { inner.name }
        var sessionCount: Int? { inner.sessionCount }
        func turn(_ turn: Int, ofSession session: Int) -> Turn? {
            asked.withLock { $0.append(session) }
            return inner.turn(turn, ofSession: session)
        }
        func recordedStart(ofSession session: Int) -> Duration? {
            inner.recordedStart(ofSession: session)
        }
    }

    private static func chat(turns: Int = 2) -> BuiltInWorkload {
        var settings = BuiltInWorkload.Settings(
            set: .shortChat, outputTokens: .fixed(16), seed: 7)
        settings.turns = turns
        return BuiltInWorkload(settings)
    }

    @Test func `every turn is the one that the workload itself would give`() {
        let plain = Self.chat()
        let prepared = PreparedWorkload(plain, sessions: 5)
        for session in 0..<8 {
            for turn in 0..<3 {
                #expect(
                    prepared.turn(turn, ofSession: session)
                        == plain.turn(turn, ofSession: session))
                // Asked a second time, too.
                #expect(
                    prepared.turn(turn, ofSession: session)
                        == plain.turn(turn, ofSession: session))
            }
        }
        #expect(prepared.name == plain.name)
    }

    @Test func `first turns are made once, beforehand`() {
        let counted = Counted(Self.chat())
        let prepared = PreparedWorkload(counted, sessions: 3)
        #expect(counted.asked.withLock { $0 } == [0, 1, 2])
        for session in 0..<3 { _ = prepared.turn(0, ofSession: session) }
        #expect(counted.asked.withLock { $0 } == [0, 1, 2])
        _ = prepared.turn(0, ofSession: 3)
        _ = prepared.turn(1, ofSession: 0)
        #expect(counted.asked.withLock { $0 } == [0, 1, 2, 3, 0])
    }

    @Test func `long prompts are not all kept`() {
        let long = FixedPromptWorkload(
            text: String(repeating: "a", count: 1 << 20), maxTokens: 1)
        let counted = Counted(long)
        _ = PreparedWorkload(counted, sessions: 1000)
        #expect(counted.asked.withLock { $0.count } == 16)
    }

    struct Wave: CustomTestStringConvertible {
        var name: String
        var plan: LoadPlan
        var count: Int
        var testDescription: String { name }
    }

    static let waves: [Wave] = {
        func plan(_ shape: LoadShape, _ requests: Int? = nil) -> LoadPlan {
            var plan = LoadPlan(shape: shape, seed: 1)
            plan.requestsMax = requests
            return plan
        }
        return [
            Wave(name: "all", plan: plan(.closed(sessions: LoadCurve(constant: 64))), count: 64),
            Wave(
                name: "as many as requests",
                plan: plan(.closed(sessions: LoadCurve(constant: 64)), 10), count: 10),
            Wave(
                name: "none of a ramp",
                plan: plan(.closed(sessions: .ramp(to: 64, overSeconds: 10))), count: 0),
            Wave(
                name: "none of an open loop",
                plan: plan(.open(rate: LoadCurve(constant: 5), arrivals: .poisson)), count: 0),
        ]
    }()

    @Test(arguments: waves)
    func `those count that start at the run's first moment`(_ wave: Wave) {
        #expect(wave.plan.sessionsAtOnce(of: Self.chat()) == wave.count)
    }
}
