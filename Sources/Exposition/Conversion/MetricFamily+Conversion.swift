extension MetricFamily {
    /// Families in the conventions of one format turned into those of the other.
    ///
    ///     Prometheus text format            OpenMetrics
    ///     counter x_total: x_total          counter x: x_total
    ///     counter x: x                      counter x: x_total
    ///     gauge x_created beside x          x_created among the samples of x
    ///     gauge x_info: x_info              info x: x_info (only in this direction: <-)
    ///     gauge x: x{x="state"}             stateset x (only <-)
    ///     histogram x, gauges x_gcount,     gaugehistogram x (only <-)
    ///     x_gsum
    ///     untyped                           unknown
    ///     le="5"                            le="5.0" (only ->)
    ///
    /// Towards OpenMetrics, the samples of one set of labels are brought together, and start times
    /// of series that are not there are dropped. Towards the text format, units and exemplars stay
    /// in the model and are not written.
    ///
    /// - Parameters:
    ///   - families: families as the parser of `source` gives them.
    ///   - source: the format whose conventions they follow.
    ///   - target: the format wanted.
    /// - Returns: the families, in their order.
    package static func converted(
        _ families: [MetricFamily], from source: ExpositionFormat, to target: ExpositionFormat
    ) -> [MetricFamily] {
        switch (source, target) {
        case (.text, .openMetrics): OpenMetricsConversion(families).converted
        case (.openMetrics, .text): families.flatMap(\.inTextConventions)
        case (.text, .text), (.openMetrics, .openMetrics): families
        }
    }

    /// A family of OpenMetrics as the Python client shows it in the text format.
    private var inTextConventions: [MetricFamily] {
        var main = self
        main.samples = []
        var extras: [String: [Sample]] = [:]
        for sample in samples {
            let role = SampleRole(of: sample.name, in: name)
            if role == .created || role == .gaugeSum || role == .gaugeCount {
                extras[sample.name, default: []].append(sample)
            } else {
                main.samples.append(sample)
            }
        }
        main.unit = nil
        switch type {
        case .counter:
            main.name = name + SampleRole.total.rawValue
        case .info:
            main.name = name + SampleRole.info.rawValue
            main.type = .gauge
        case .stateSet: main.type = .gauge
        case .gaugeHistogram: main.type = .histogram
        case .gauge, .histogram, .summary, .untyped: break
        }
        return [main]
            + extras.sorted { $0.key < $1.key }.map { name, samples in
                MetricFamily(name: name, help: help, type: .gauge, samples: samples)
            }
    }
}
