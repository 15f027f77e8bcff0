import Signals

/// The value of a signal in JSON; the fields that are there follow from the signal's kind.
///
///     gauge      {"value": 4}
///     counter    {"total": 9, "by_reason": {"length": 2, "stop": 7}}
///     histogram  {"count": 14, "sum_ms": 19481.2}
///     share      {"part": 40, "total": 160}
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
    /// The sum of what was observed in another unit than time, such as tokens.
    package let sum: Double?
    /// The part of a share's `total` since the server started.
    package let part: Double?

    private enum CodingKeys: String, CodingKey {
        case value
        case total
        case byReason = "by_reason"
        case count
        case sumMilliseconds = "sum_ms"
        case sum
        case part
    }

    init(_ value: SignalValue, unit: SignalUnit) {
        var level: Double?
        var counter: CounterReading?
        var observed: ObservationReading?
        var share: CounterReading?
        switch value {
        case .gauge(let reading): level = reading
        case .counter(let reading): counter = reading
        case .observations(let reading): observed = reading
        case .share(let reading, let whole): (share, counter) = (reading, whole)
        }
        self.value = level
        total = counter?.total
        byReason = counter?.byReason.isEmpty == false ? counter?.byReason : nil
        count = observed?.count
        sumMilliseconds = unit == .seconds ? observed.map { $0.sum * 1000 } : nil
        sum = unit == .seconds ? nil : observed?.sum
        part = share?.total
    }
}
