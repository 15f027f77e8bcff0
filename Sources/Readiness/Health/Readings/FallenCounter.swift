package import Exposition

/// A counter that was lower at a scrape than at the one before, which only a new process, or another
/// one, can bring about.
package struct FallenCounter: Sendable, Hashable {
    /// The name on the wire, without labels.
    package var name: String
    package var before: Double
    package var after: Double

    package init(name: String, before: Double, after: Double) {
        self.name = name
        self.before = before
        self.after = after
    }

    /// The first that fell, in the order of the bodies; nil when none did.
    ///
    /// - Parameter bodies: scrapes of one address in the order of time.
    package init?(in bodies: [[MetricFamily]]) {
        var last: [Key: Double] = [:]
        for body in bodies {
            var now: [Key: Double] = [:]
            for sample in body.lazy.flatMap(Self.counts) {
                let key = Key(name: sample.name, labels: sample.labels)
                if let before = last[key], sample.value < before {
                    self.init(name: sample.name, before: before, after: sample.value)
                    return
                }
                now[key] = sample.value
            }
            last = now
        }
        return nil
    }

    private struct Key: Hashable {
        let name: String
        let labels: LabelSet
    }

    /// The samples of a family that only grow while a process lives.
    private static func counts(of family: MetricFamily) -> [Sample] {
        switch family.type {
        case .counter: family.samples.filter { !$0.name.hasSuffix("_created") }
        case .histogram, .summary: family.samples.filter { $0.name.hasSuffix("_count") }
        default: []
        }
    }
}
