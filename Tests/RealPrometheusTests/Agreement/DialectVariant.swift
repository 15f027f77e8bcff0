import Signals
import Testing

/// A dialect of one era: of every signal the same source, or the last one where there are fewer.
struct DialectVariant: Sendable, CustomTestStringConvertible {
    let dialect: Dialect
    let era: Int

    /// The label `job` of its series, which keeps eras with the same names apart.
    var job: String { "\(dialect.exporter.name)-\(era)" }

    var testDescription: String { job }

    /// The source of each signal.
    var sources: [Signal: SignalSource] {
        dialect.sources.compactMapValues { $0.indices.contains(era) ? $0[era] : $0.last }
    }

    /// What keeps the series of this variant apart from others.
    var restriction: [LabelMatcher] { [.equal("job", job)] }

    static let all: [DialectVariant] = {
        let engines = EngineKind.allCases.compactMap { Dialect.of($0) }
        return (engines + Dialect.machine).flatMap { dialect in
            let eras = dialect.sources.values.map(\.count).max() ?? 0
            return (0..<eras).map { DialectVariant(dialect: dialect, era: $0) }
        }
    }()
}
