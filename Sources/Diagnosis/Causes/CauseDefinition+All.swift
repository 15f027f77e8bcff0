extension CauseDefinition {
    /// Every cause, in the catalogue's order.
    package static let all: [CauseDefinition] = {
        let tables = engine + hardware + path + refusals + behaviour + measurement
        let byCause = Dictionary(grouping: tables, by: \.cause)
        return Cause.allCases.compactMap { byCause[$0]?.first }
    }()

    private static let byCause = Dictionary(uniqueKeysWithValues: all.map { ($0.cause, $0) })

    /// The definition of a cause; every cause has one, which a test holds.
    static func of(_ cause: Cause) -> CauseDefinition {
        byCause[cause]
            ?? CauseDefinition(
                cause, kind: .measurement, title: cause.rawValue, meaning: "", weights: [],
                firstAction: "", refutation: "")
    }
}

extension Cause {
    /// What is known of it.
    package var definition: CauseDefinition { .of(self) }
}
