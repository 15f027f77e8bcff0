import Exposition
import Signals

/// One page of metrics at one moment.
struct MetricPage: Sendable {
    /// When it was scraped, Unix seconds.
    let seconds: Double
    let families: [MetricFamily]

    init(_ scrape: TimedScrape) {
        seconds = scrape.unixSeconds
        families = scrape.families
    }

    /// The samples of a series name that are finite numbers and no sentinels.
    func samples(_ name: String) -> [Exposition.Sample] {
        families.lazy.filter { name.hasPrefix($0.name) }.flatMap(\.samples).filter {
            $0.name == name && $0.value.isFinite && $0.value < ExtraFamilies.sentinel
        }
    }

    /// The sum over the series of a name; nil when there is none.
    func sum(_ name: String) -> Double? {
        let found = samples(name)
        return found.isEmpty ? nil : found.reduce(0) { $0 + $1.value }
    }

    /// The largest value of a name; nil when there is none.
    func maximum(_ name: String) -> Double? {
        samples(name).map(\.value).max()
    }

    /// Whether every value is bit for bit that of another page.
    func isSame(as other: MetricPage) -> Bool {
        guard families.count == other.families.count else { return false }
        for (one, two) in zip(families, other.families) {
            guard one.samples.count == two.samples.count else { return false }
            for (a, b) in zip(one.samples, two.samples)
            where a.value.bitPattern != b.value.bitPattern || a.name != b.name {
                return false
            }
        }
        return true
    }

    /// Every name a query could ask for: of families, and of their series.
    var names: Set<String> {
        var names: Set<String> = []
        for family in families {
            names.insert(family.name)
            for sample in family.samples { names.insert(sample.name) }
        }
        return names
    }
}
