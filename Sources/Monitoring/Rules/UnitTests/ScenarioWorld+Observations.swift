import Signals

extension ScenarioWorld {
    /// Observations of one size, so many a minute.
    struct Observations {
        let minutes: Int
        /// In the signal's unit.
        let value: Double
        let perMinute: Double

        init(_ minutes: Int, of value: Double, perMinute: Double = 16) {
            self.minutes = minutes
            self.value = value
            self.perMinute = perMinute
        }
    }

    /// A histogram, or a pair of counters, with these observations.
    ///
    /// - Parameters:
    ///   - signal: The signal; one that the engine does not tell is left out.
    ///   - all: The observations.
    ///   - replica: The replica.
    ///   - bounds: The bounds where the engine's are not known.
    ///   - late: A bound whose bucket comes into being only in the second span.
    mutating func observe(
        _ signal: Signal, _ all: [Observations], replica: String = "a",
        bounds: [Double] = [0.0625, 1, 2, 4, 8], late: Double? = nil
    ) {
        guard let formula = subject.sources(of: signal).first?.formula else { return }
        let labels = labels(of: signal, replica: replica)
        let counts = all.map { ScenarioPhase($0.minutes, $0.perMinute) }
        func sums(_ scale: Double) -> [ScenarioPhase] {
            all.map { ScenarioPhase($0.minutes, $0.perMinute * $0.value / scale) }
        }
        switch formula {
        case .observations(let sum, let count, let scale):
            add(
                subject.naming.spell(sum.name), labels.merging(written(sum)) { $1 },
                sums(scale).totals)
            add(
                subject.naming.spell(count.name), labels.merging(written(count)) { $1 },
                counts.totals)
        case .histogram(let plain, let scale):
            let all = all
            let name = subject.naming.spell(plain.name)
            let labels = labels.merging(
                written(SeriesSelector(name: plain.name, matchers: plain.matchers))
            ) { $1 }.merging(
                written(SeriesSelector(name: plain.name + "_count", matchers: []))
            ) { $1 }
            for bound in (subject.bounds(of: signal) ?? bounds) + [.infinity] {
                var spans = all.map {
                    ScenarioPhase($0.minutes, $0.value <= bound ? $0.perMinute : 0)
                }
                if bound == late { spans[0] = ScenarioPhase(spans[0].minutes, nil) }
                let le = ["le": text(of: bound / scale)]
                add(name + "_bucket", labels.merging(le) { $1 }, spans.totals)
            }
            add(name + "_sum", labels, sums(scale).totals)
            add(name + "_count", labels, counts.totals)
        default: break
        }
    }

    /// A bound as the engine writes it.
    private func text(of bound: Double) -> String {
        if bound.isInfinite { return "+Inf" }
        let isPython = Exporter(subject.engine)?.writesFloatBounds ?? false
        return isPython ? "\(bound)" : PromQLNumber.text(bound)
    }
}
