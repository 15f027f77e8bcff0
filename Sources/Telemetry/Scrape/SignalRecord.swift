import Signals

/// The value of a signal in JSON; the fields that are there follow from the signal's kind.
///
///     gauge      {"value": 4}
///     counter    {"total": 9, "by_reason": {"length": 2, "stop": 7}}
///     histogram  {"count": 14, "sum_ms": 19481.2}
package struct SignalRecord: Codable, Sendable, Hashable {
    /// The level of a gauge, in the signal's unit.
    package let value: Double?
    /// The total of a counter since the server started.
    package let total: Double?
    /// The totals of a counter by reason, where the engine gives reasons.
    package let byReason: [String: Double]?
    /// How many durations were observed since the server started.
    package let count: Double?
    /// The sum of those durations.
    package let sumMilliseconds: Double?

    private enum CodingKeys: String, CodingKey {
        case value
        case total
        case byReason = "by_reason"
        case count
        case sumMilliseconds = "sum_ms"
    }

    init(_ value: SignalValue) {
        var level: Double?
        var counter: CounterReading?
        var observed: ObservationReading?
        switch value {
        case .gauge(let reading): level = reading
        case .counter(let reading): counter = reading
        case .observations(let reading): observed = reading
        }
        self.value = level
        total = counter?.total
        byReason = counter?.byReason.isEmpty == false ? counter?.byReason : nil
        count = observed?.count
        sumMilliseconds = observed.map { $0.sumSeconds * 1000 }
    }
}
