import Exposition
import Signals
import Telemetry

/// Puts the samples of a target's series together again as the pages that were scraped.
///
/// A store writes all samples of one scrape with the same time, so the samples of equal times are
/// one page. A target that could not be scraped has `up` of zero at that time and nothing else.
struct StoredPages {
    private(set) var scrapes: [TimedScrape] = []
    private(set) var missed: [MissedScrape] = []

    /// Labels that a scrape adds, of which a page knows nothing.
    private static let targetLabels: Set<String> = ["instance", "job"]

    /// - Parameters:
    ///   - instance: The target.
    ///   - series: All series of the target, raw.
    init(instance: String, series: [PrometheusSeries]) {
        var downs: Set<Double> = []
        var pages: [Double: [String: MetricFamily]] = [:]
        for series in series {
            guard let name = series.name else { continue }
            if name == "up" {
                downs.formUnion(series.samples.filter { $0.value == 0 }.map(\.timeSeconds))
            }
            let family = Self.family(of: name, labels: series.labels)
            let labels = LabelSet(series.labels.filter { !Self.targetLabels.contains($0.name) })
            for sample in series.samples {
                pages[sample.timeSeconds, default: [:]][
                    family.name,
                    default: MetricFamily(name: family.name, type: family.type)
                ].samples.append(Exposition.Sample(name: name, labels: labels, value: sample.value))
            }
        }
        for (time, families) in pages.sorted(by: { $0.key < $1.key }) {
            guard !downs.contains(time) else {
                missed.append(
                    MissedScrape(
                        instance: instance, unixSeconds: time,
                        reason: "the store could not scrape it: up is 0"))
                continue
            }
            scrapes.append(
                TimedScrape(
                    instance: instance, unixSeconds: time,
                    families: families.values.sorted { $0.name < $1.name }))
        }
    }

    /// The family that a series belongs to: as its exporter declares it where that is known, else
    /// as the ending of its name and its labels tell.
    static func family(of name: String, labels: [Label]) -> (name: String, type: MetricType) {
        let isBucket = labels.contains { $0.name == "le" }
        if let known = KnownFamilies.series(named: name).first(where: {
            ($0.role == .bucket) == (isBucket && name.hasSuffix("_bucket"))
        }) {
            return known.role == .created
                ? (name, .gauge) : (known.family.name, known.family.type)
        }
        if isBucket, name.hasSuffix("_bucket") {
            return (String(name.dropLast("_bucket".count)), .histogram)
        }
        if labels.contains(where: { $0.name == "quantile" }) { return (name, .summary) }
        if name.hasSuffix("_total") { return (name, .counter) }
        // Alone, a sum or a count is a series like any other: its family's buckets were not kept.
        for ending in ["_sum", "_count"] where name.hasSuffix(ending) { return (name, .counter) }
        return (name, .untyped)
    }
}
