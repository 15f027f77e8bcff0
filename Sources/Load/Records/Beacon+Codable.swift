import Foundation

/// The JSON of a beacon, a line of `beacons.jsonl`:
/// `{"duration_ms":3.2,"fresh":true,"status":200,"time":1700000000.25}`.
extension Beacon: Codable {
    private enum CodingKeys: String, CodingKey {
        case time, status, fresh
        case duration = "duration_ms"
    }

    /// Writes the beacon; the time in Unix seconds, a missing status left out.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: Whatever the encoder throws.
    package func encode(to encoder: any Encoder) throws {
        var line = encoder.container(keyedBy: CodingKeys.self)
        try line.encode(timestamp.timeIntervalSince1970, forKey: .time)
        try line.encode(Self.milliseconds(duration), forKey: .duration)
        try line.encodeIfPresent(status, forKey: .status)
        try line.encode(isFresh, forKey: .fresh)
    }

    /// Reads a beacon.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: `DecodingError` when the time or the duration is missing, or a value has the wrong type or is negative.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let line = RecordFields(line: container)
        guard let seconds = try line.number(.time, "Unix seconds") else {
            throw DecodingError.keyNotFound(
                CodingKeys.time, .init(codingPath: [], debugDescription: "no time"))
        }
        guard let duration = try line.time(.duration) else {
            throw DecodingError.keyNotFound(
                CodingKeys.duration, .init(codingPath: [], debugDescription: "no duration"))
        }
        self.init(
            timestamp: Date(timeIntervalSince1970: seconds), duration: duration,
            status: try line.whole(.status), isFresh: try line.truth(.fresh) ?? false)
    }

    /// Milliseconds with three decimals, as in a probe's line.
    private static func milliseconds(_ time: Duration) -> Double {
        let (seconds, attoseconds) = time.components
        return (Double(seconds) * 1e6 + Double(attoseconds) / 1e12).rounded() / 1e3
    }
}
