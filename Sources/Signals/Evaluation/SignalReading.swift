package import Exposition

/// The signals that one metrics body tells.
///
/// A signal without a value is unknown: the engine does not export it, or has not created the series
/// yet, or sent something that is not a number. Unknown is never zero.
package struct SignalReading: Sendable, Hashable {
    package let detection: EngineDetection
    private let values: [Signal: SignalValue]
    /// `process_start_time_seconds` of every process in the body, ascending, in Unix seconds.
    let processStarts: [Double]

    /// Evaluates the dialect of the engine on a body.
    ///
    /// - Parameters:
    ///   - families: the parsed body.
    ///   - detection: the engine and its naming; found from the families when nil.
    ///   - restriction: conditions that every series must fulfil, such as a model's name. Engines
    ///     that do not export the label make every signal unknown.
    package init(
        _ families: [MetricFamily], detection: EngineDetection? = nil,
        restriction: [LabelMatcher] = []
    ) {
        let detection = detection ?? EngineDetection(families)
        let index = SeriesIndex(
            families, naming: detection.naming, restriction: restriction)
        var values: [Signal: SignalValue] = [:]
        for (signal, sources) in Dialect.of(detection.kind)?.sources ?? [:] {
            values[signal] = index.value(of: signal, by: sources)
        }
        self.detection = detection
        self.values = values
        self.processStarts = index.values(of: "process_start_time_seconds")
    }

    /// The engine whose dialect was evaluated.
    package var engine: EngineKind { detection.kind }

    /// The value of a signal; nil when it is unknown.
    package subscript(signal: Signal) -> SignalValue? { values[signal] }

    /// The known signals, in the order of the catalogue.
    package var known: [Signal] { Signal.allCases.filter { values[$0] != nil } }

    /// The level of a gauge, in the signal's unit; nil when unknown or no gauge.
    package func gauge(_ signal: Signal) -> Double? {
        guard case .gauge(let level)? = values[signal] else { return nil }
        return level
    }

    /// The totals of a counter; nil when unknown or no counter.
    package func counter(_ signal: Signal) -> CounterReading? {
        guard case .counter(let reading)? = values[signal] else { return nil }
        return reading
    }

    /// The totals of observed durations; nil when unknown or no histogram.
    package func observations(_ signal: Signal) -> ObservationReading? {
        guard case .observations(let reading)? = values[signal] else { return nil }
        return reading
    }
}
