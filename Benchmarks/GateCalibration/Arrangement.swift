import Estimates

/// How the objectives of one gate hang together, seen from a single probe.
enum Arrangement: CaseIterable {
    /// One hard objective.
    case single
    /// Three hard objectives that every probe meets or misses together, as when all misses are
    /// failed requests: the inner case of nested objectives.
    case identical
    /// Three hard objectives met independently of each other.
    case independent
    /// Nested as latency and errors are: a third of the misses are failed requests and miss all
    /// three objectives, the others miss only the first.
    case nested
    /// Three hard objectives of which only the first is ever missed.
    case lone

    var objectives: Int { self == .single ? 1 : 3 }

    var title: String {
        switch self {
        case .single: "one"
        case .identical: "three, together"
        case .independent: "three, independent"
        case .nested: "three, nested"
        case .lone: "three, one ever missed"
        }
    }

    /// Whether each objective is met by a probe, when the first is met with probability `share`.
    func probe(share: Double, random: inout SplitMix64) -> (Bool, Bool, Bool) {
        switch self {
        case .single, .identical:
            let good = random.nextUniform() < share
            return (good, good, good)
        case .independent:
            return (
                random.nextUniform() < share, random.nextUniform() < share,
                random.nextUniform() < share
            )
        case .nested:
            let draw = random.nextUniform()
            let answered = draw < share + (1 - share) * 2 / 3
            return (draw < share, answered, answered)
        case .lone:
            return (random.nextUniform() < share, true, true)
        }
    }
}
