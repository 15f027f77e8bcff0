import EngineModel
import Exposition

/// Collects metric families in the manner of one exporter library.
///
/// Names and helps are given as the library's caller gives them; what the library makes of them is decided here.
struct FamilyWriter {
    /// How an exporter library spells what it is given.
    enum Style {
        /// `prometheus_client`: counters get `_total`, labels are sorted, and with a time of creation every counter and
        /// histogram has a `_created` gauge.
        case python(createdUnixSeconds: Double?)
        /// Rust, Go and C++ libraries: names as given, `le` last, sum before count.
        case plain
    }

    /// One series: labels besides the common ones, and its value.
    typealias Value = (labels: [String: String], value: Double)

    let style: Style
    /// Labels of every series that follows.
    var labels: [(name: String, value: String)] = []
    private(set) var families: [MetricFamily] = []

    init(_ style: Style, labels: [(name: String, value: String)] = []) {
        self.style = style
        self.labels = labels
    }

    /// How numbers are spelled.
    var floats: FloatStyle {
        switch style {
        case .python: .python
        case .plain: .go
        }
    }

    // MARK: - Gauges and counters

    mutating func gauge(_ name: String, _ help: String?, _ value: Double) {
        gauge(name, help, [([:], value)])
    }

    mutating func gauge(_ name: String, _ help: String?, _ values: [Value]) {
        add(name, help, .gauge, values)
    }

    mutating func counter(_ name: String, _ help: String?, _ value: UInt64) {
        counter(name, help, [([:], Double(value))])
    }

    mutating func counter(_ name: String, _ help: String?, _ value: Double) {
        counter(name, help, [([:], value)])
    }

    /// A counter; without values it is declared and has no series yet.
    mutating func counter(_ name: String, _ help: String?, _ values: [Value]) {
        guard case .python(let created) = style else {
            add(name, help, .counter, values)
            return
        }
        let base = name.hasSuffix("_total") ? String(name.dropLast(6)) : name
        add(base + "_total", help, .counter, values)
        if let created, !values.isEmpty {
            add(base + "_created", help, .gauge, values.map { ($0.labels, created) })
        }
    }

    /// A counter that the library's own collector makes up when it is asked, without a time of creation.
    mutating func collected(_ name: String, _ help: String, _ value: Double) {
        add(name, help, .counter, [([:], value)])
    }

    private mutating func add(
        _ name: String, _ help: String?, _ type: MetricType, _ values: [Value]
    ) {
        families.append(
            MetricFamily(
                name: name, help: help, type: type,
                samples: values.map {
                    Sample(name: name, labels: all($0.labels), value: $0.value)
                }))
    }

    // MARK: - Histograms

    /// A histogram with the bounds its observations were counted in.
    mutating func histogram(_ name: String, _ help: String?, _ observed: BucketHistogram) {
        histogram(name, help, [([:], observed)])
    }

    /// A histogram with bounds of its own, all of which the observations were counted in.
    mutating func histogram(
        _ name: String, _ help: String?, _ observed: BucketHistogram, _ bounds: [Double]
    ) {
        histogram(name, help, [([:], observed.regrouped(bounds))])
    }

    mutating func histogram(
        _ name: String, _ help: String?, _ children: [([String: String], BucketHistogram)]
    ) {
        var samples: [Sample] = []
        for (labels, observed) in children {
            let bounds = observed.bounds + [.infinity]
            for (bound, count) in zip(bounds, observed.cumulativeCounts) {
                samples.append(
                    Sample(
                        name: name + "_bucket", labels: all(labels, limit: floats.text(bound)),
                        value: Double(count)))
            }
            let count = Sample(
                name: name + "_count", labels: all(labels), value: Double(observed.count))
            let sum = Sample(name: name + "_sum", labels: all(labels), value: observed.sum)
            switch style {
            case .python: samples += [count, sum]
            case .plain: samples += [sum, count]
            }
        }
        families.append(MetricFamily(name: name, help: help, type: .histogram, samples: samples))
        if case .python(let created?) = style, !children.isEmpty {
            add(name + "_created", help, .gauge, children.map { ($0.0, created) })
        }
    }

    // MARK: - Labels

    private func all(_ extra: [String: String], limit: String? = nil) -> [Label] {
        var result = labels.filter { extra[$0.name] == nil }.map {
            Label(name: $0.name, value: $0.value)
        }
        result += extra.sorted { $0.key < $1.key }.map { Label(name: $0.key, value: $0.value) }
        let le = limit.map { [Label(name: "le", value: $0)] } ?? []
        switch style {
        case .python: return (result + le).sorted { $0.name < $1.name }
        case .plain: return result + le
        }
    }
}
