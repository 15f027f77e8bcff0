/// Tells whether an inhibition ever matches, by the label sets of both sides.
///
/// Alertmanager compares the values of each label of `equal`; a label that is missing has the empty
/// value. So a label on one side only never matches, and labels on neither side match everything.
package struct InhibitionProof: Sendable {
    /// What is known about a source and a target.
    package enum Verdict: Sendable, Hashable {
        /// The source mutes the target when the values are the same.
        case matches
        /// A label of `equal` is there on one side only, or has another value.
        case never(label: String)
        /// No label of `equal` tells one service from another: any source mutes any target.
        case blind
    }

    /// A source and a target that the inhibition's matchers hold, and what is known about them.
    package struct Pair: Sendable, Hashable {
        package let source: AlertRule
        package let target: AlertRule
        package let verdict: Verdict
    }

    /// Every source with every target.
    package let pairs: [Pair]

    /// Looks at all rules.
    ///
    /// - Parameters:
    ///   - inhibition: The inhibition.
    ///   - rules: All alerts that reach Alertmanager.
    package init(_ inhibition: Inhibition, among rules: [AlertRule]) {
        let sources = rules.filter(inhibition.source.holds)
        let targets = rules.filter(inhibition.target.holds)
        pairs = sources.flatMap { source in
            targets.compactMap { target in
                // Rules of another name are not meant where the name has to be the same.
                if inhibition.equal.contains("alertname"), source.alert != target.alert {
                    return nil
                }
                return Pair(
                    source: source, target: target,
                    verdict: Self.verdict(
                        AlertLabels(source), AlertLabels(target), equal: inhibition.equal))
            }
        }
    }

    /// Whether every source mutes something, every target is muted by something, and nothing is
    /// muted by what it has nothing to do with.
    package var holds: Bool {
        let matching = pairs.filter { $0.verdict == .matches }
        return !pairs.isEmpty && !pairs.contains { $0.verdict == .blind }
            && Set(matching.map(\.source)) == Set(pairs.map(\.source))
            && Set(matching.map(\.target)) == Set(pairs.map(\.target))
    }

    /// What is known about two sets of labels.
    ///
    /// - Parameters:
    ///   - source: The labels of what mutes.
    ///   - target: The labels of what is muted.
    ///   - equal: The labels that must be the same.
    /// - Returns: The verdict.
    package static func verdict(
        _ source: AlertLabels, _ target: AlertLabels, equal: [String]
    ) -> Verdict {
        var isBlind = true
        for label in equal {
            switch (source[label], target[label]) {
            case (.missing, .missing): break
            case (.missing, _), (_, .missing): return .never(label: label)
            case (.fixed(let one), .fixed(let other)):
                if one != other { return .never(label: label) }
            case (.some, _), (_, .some): isBlind = false
            }
        }
        return isBlind ? .blind : .matches
    }
}
