import Exposition
import Signals

/// The scrapes of all variants as OpenMetrics text with times, for a store to read.
enum AgreementPreload {
    /// Without the closing `# EOF`.
    static func text(of scrapes: [TimedScrape]) -> String {
        var series: [String: [String]] = [:]
        var order: [String] = []
        for scrape in scrapes.sorted(by: { $0.unixSeconds < $1.unixSeconds }) {
            let milliseconds = Int64((scrape.unixSeconds * 1000).rounded())
            let time = "\(milliseconds / 1000).\(String(milliseconds % 1000 + 1000).dropFirst())"
            for sample in scrape.families.lazy.flatMap(\.samples) {
                let labels = SeriesLabels(
                    sample.labels + [Label(name: "instance", value: scrape.instance)])
                let name = sample.name + compact(labels)
                if series[name] == nil { order.append(name) }
                series[name, default: []].append("\(name) \(sample.value) \(time)\n")
            }
        }
        return order.flatMap { series[$0] ?? [] }.joined()
    }

    private static func compact(_ labels: SeriesLabels) -> String {
        "{" + labels.labels.map { "\($0.name)=\"\($0.value)\"" }.joined(separator: ",") + "}"
    }
}
