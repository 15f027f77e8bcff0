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
    /// out: their counts mean nothing. Gauge histograms are read alike.
    package var histograms: [HistogramSeries] {
        guard type == .histogram || type == .gaugeHistogram else { return [] }
        var positions: [Set<Label>: Int] = [:]
        var parts: [HistogramParts] = []
        // The lines of a child mostly stand together: the labels before are tried first.
        var lastLabels: [Label] = []
        var last: Int?
        for sample in samples {
            let labels = sample.labels.filter { $0.name != "le" }
            if let last, labels == lastLabels {
                parts[last].add(sample, of: name)
                continue
            }
            let key = Set(labels)
            let position = positions[key] ?? parts.count
            if position == parts.count {
                positions[key] = position
                parts.append(HistogramParts(labels: labels))
            }
            parts[position].add(sample, of: name)
            lastLabels = labels
            last = position
        }
        return parts.compactMap(\.series)
    }
}
