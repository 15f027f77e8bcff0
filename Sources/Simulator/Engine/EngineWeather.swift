/// The conditions around one engine over time.
struct EngineWeather: Sendable {
    /// What goes wrong.
    let script: FaultScript
    /// Which replica is meant.
    let replica: Int
    private let boundaries: [Duration]

    /// Nothing ever goes wrong.
    static let fair = EngineWeather(script: .none, replica: 0)

    /// Looks at one replica's side of a script.
    init(script: FaultScript, replica: Int) {
        self.script = script
        self.replica = replica
        boundaries = script.boundaries
    }

    /// What holds at some time since the start.
    func conditions(at elapsed: Duration) -> EngineConditions {
        script.rules.isEmpty
            ? .none : EngineConditions(script.conditions(at: elapsed, replica: replica))
    }

    /// When the engine goes on that hangs at some time; nil when never.
    func recovery(after elapsed: Duration) -> Duration? {
        boundaries.first { $0 > elapsed && !conditions(at: $0).isHanging }
    }

    /// Tokens of KV cache lost between two moments.
    func leakedTokens(from start: Duration, to end: Duration) -> Double {
        guard start < end, !script.rules.isEmpty else { return 0 }
        let marks = [start] + boundaries.filter { $0 > start && $0 < end } + [end]
        return zip(marks, marks.dropFirst()).reduce(0) { sum, span in
            let rate = conditions(at: span.0).leakedTokensPerSecond
            return sum + rate * ((span.1 - span.0) / .seconds(1))
        }
    }
}
