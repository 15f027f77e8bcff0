extension MetricFamily {
    /// A histogram family, its lines in the order of the Python client: buckets, count, sum.
    ///
    /// - Parameters:
    ///   - name: the family's name, without suffix.
    ///   - help: the help text.
    ///   - histograms: one entry per set of labels.
    ///   - floats: how `le` is spelled; give the encoder the same style.
    package init(
        name: String, help: String?, histograms: [HistogramSeries], floats: FloatStyle = .python
    ) {
        self.init(name: name, help: help, type: .histogram)
        for series in histograms {
            let bounds = zip(series.upperBounds, series.cumulativeCounts)
            for (bound, count) in bounds {
                appendBucket(of: series, bound: bound, count: count, floats: floats)
            }
            appendBucket(of: series, bound: .infinity, count: series.count, floats: floats)
            samples.append(
                Sample(name: name + "_count", labels: series.labels, value: series.count))
            if let sum = series.sum {
                samples.append(Sample(name: name + "_sum", labels: series.labels, value: sum))
            }
        }
    }

    private mutating func appendBucket(
        of series: HistogramSeries, bound: Double, count: Double, floats: FloatStyle
    ) {
        let limit = Label(name: "le", value: floats.text(bound))
        samples.append(
            Sample(name: name + "_bucket", labels: series.labels + [limit], value: count))
    }

    /// The children of a histogram family, one per set of labels, in the order of the wire.
    ///
    /// `le` is read as a number, because exporters spell it differently (`5`, `5.0`). Children
    /// without a `+Inf` bucket and without `_count`, or with an `le` that is no number, are left
    /// out: their counts mean nothing.
    package var histograms: [HistogramSeries] {
        guard type == .histogram else { return [] }
        var order: [Set<Label>] = []
        var parts: [Set<Label>: Parts] = [:]
        for sample in samples {
            let labels = sample.labels.filter { $0.name != "le" }
            let key = Set(labels)
            if parts[key] == nil {
                order.append(key)
                parts[key] = Parts(labels: labels)
            }
            parts[key]?.add(sample, of: name)
        }
        return order.compactMap { parts[$0]?.series }
    }

    /// What was collected of one child so far.
    private struct Parts {
        let labels: [Label]
        var buckets: [(bound: Double, count: Double)] = []
        var count: Double?
        var sum: Double?
        var isReadable = true

        init(labels: [Label]) {
            self.labels = labels
        }

        mutating func add(_ sample: Sample, of family: String) {
            switch sample.name.dropFirst(family.count) {
            case "_count": count = sample.value
            case "_sum": sum = sample.value
            case "_bucket":
                guard let text = sample.label("le"),
                    case .number(let bound) = DecimalNumber.double(text), !bound.isNaN
                else {
                    isReadable = false
                    return
                }
                buckets.append((bound, sample.value))
            default: break
            }
        }

        var series: HistogramSeries? {
            let total = buckets.first { $0.bound == .infinity }?.count ?? count
            guard isReadable, let total else { return nil }
            let finite = buckets.filter { $0.bound.isFinite }.sorted { $0.bound < $1.bound }
            return HistogramSeries(
                labels: labels, upperBounds: finite.map(\.bound),
                cumulativeCounts: finite.map(\.count), count: total, sum: sum)
        }
    }
}
