/// The JSON of a summary of lags: `{"count":600,"largest_ms":4.1,"median_ms":0.2,"p99_ms":2.9}`.
extension SchedulingLag: Codable {
    private enum CodingKeys: String, CodingKey {
        case count
        case median = "median_ms"
        case p99 = "p99_ms"
        case largest = "largest_ms"
    }

    /// Writes the summary, times in milliseconds with three decimals.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: Whatever the encoder throws.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(count, forKey: .count)
        for (time, key) in [(median, CodingKeys.median), (p99, .p99), (largest, .largest)] {
            let (seconds, attoseconds) = time.components
            let microseconds = (Double(seconds) * 1e6 + Double(attoseconds) / 1e12).rounded()
            try fields.encode(microseconds / 1e3, forKey: key)
        }
    }

    /// Reads a summary.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: `DecodingError` when a value is missing, negative or of the wrong type.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let fields = RecordFields(line: container)
        func required<Value>(_ value: Value?, _ key: CodingKeys) throws -> Value {
            guard let value else {
                throw DecodingError.keyNotFound(
                    key, .init(codingPath: [], debugDescription: "no \(key.stringValue)"))
            }
            return value
        }
        self.init(
            count: try required(try fields.whole(.count), .count),
            median: try required(try fields.time(.median), .median),
            p99: try required(try fields.time(.p99), .p99),
            largest: try required(try fields.time(.largest), .largest))
    }
}
