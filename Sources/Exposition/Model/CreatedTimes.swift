/// When series began to count, which the two formats say in different places.
///
/// OpenMetrics has `x_created` among the samples of a counter, histogram or summary `x`. The Python
/// client writes the same lines into the text format as a gauge family of their own; no other
/// exporter writes them, and a gauge whose name merely ends so is one of these only if `x` or
/// `x_total` is there and counts.
package struct CreatedTimes: Sendable {
    private struct Key: Hashable {
        let family: String
        let labels: Set<Label>
    }

    private var seconds: [Key: Double] = [:]
    /// The text format's families that hold nothing but start times.
    package private(set) var gaugeNames: Set<String> = []

    /// - Parameter families: the families of a body in either format.
    package init(_ families: [MetricFamily]) {
        let suffix = SampleRole.created.rawValue
        let total = SampleRole.total.rawValue
        let counting = families.filter { [.counter, .histogram, .summary].contains($0.type) }
        let owners = Set(
            counting.map { family in
                family.type == .counter && family.name.hasSuffix(total)
                    ? String(family.name.dropLast(total.count)) : family.name
            })
        for family in families {
            let owner: String
            if family.type == .gauge, family.name.hasSuffix(suffix) {
                owner = String(family.name.dropLast(suffix.count))
                guard owners.contains(owner) else { continue }
                gaugeNames.insert(family.name)
            } else {
                owner = family.name
                guard owners.contains(owner) else { continue }
            }
            for sample in family.samples where sample.name == owner + suffix {
                seconds[Key(family: owner, labels: Set(sample.labels))] = sample.value
            }
        }
    }

    /// When a series began to count, in Unix seconds, or nil when the body does not say.
    ///
    /// - Parameters:
    ///   - family: the family's name, with or without the `_total` of a counter.
    ///   - labels: the labels of the series without `le` and `quantile`, in any order.
    /// - Returns: the start time, or nil.
    package func seconds(of family: String, labels: some Sequence<Label>) -> Double? {
        let labels = Set(labels)
        if let found = seconds[Key(family: family, labels: labels)] { return found }
        let total = SampleRole.total.rawValue
        guard family.hasSuffix(total) else { return nil }
        return seconds[Key(family: String(family.dropLast(total.count)), labels: labels)]
    }
}
