extension Estimate: Codable {
    private enum CodingKeys: String, CodingKey {
        case point, lower, upper, count, confidence, provenance, method
    }

    /// Reads what ``encode(to:)`` writes.
    ///
    /// - Throws: `DecodingError` when a key is missing, a value has another type, or a text stands
    ///   for no number.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        point = try Self.decode(.point, absent: .nan, from: container)
        lower = try Self.decode(.lower, absent: -.infinity, from: container)
        upper = try Self.decode(.upper, absent: .infinity, from: container)
        count = try container.decode(Int.self, forKey: .count)
        confidence = try container.decode(Double.self, forKey: .confidence)
        provenance = try container.decode(Provenance.self, forKey: .provenance)
        method = try container.decode(Method.self, forKey: .method)
    }

    /// Writes the estimate with a fixed meaning for the values that JSON numbers cannot hold.
    ///
    /// | field | `null` | text |
    /// |---|---|---|
    /// | `point` | no sample | `"inf"`: the percentile is a failed request |
    /// | `lower` | no bound from below | `"inf"`: even this rank is a failed request |
    /// | `upper` | no bound from above | never written |
    ///
    /// - Throws: What the encoder throws.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try Self.encode(point, as: .point, absent: .nan, into: &container)
        try Self.encode(lower, as: .lower, absent: -.infinity, into: &container)
        try Self.encode(upper, as: .upper, absent: .infinity, into: &container)
        try container.encode(count, forKey: .count)
        try container.encode(confidence, forKey: .confidence)
        try container.encode(provenance, forKey: .provenance)
        try container.encode(method, forKey: .method)
    }

    private static func encode(
        _ value: Double, as key: CodingKeys, absent: Double,
        into container: inout KeyedEncodingContainer<CodingKeys>
    ) throws {
        if value.isFinite {
            try container.encode(value, forKey: key)
        } else if value == absent || (value.isNaN && absent.isNaN) {
            try container.encodeNil(forKey: key)
        } else {
            try container.encode(text(of: value), forKey: key)
        }
    }

    private static func decode(
        _ key: CodingKeys, absent: Double, from container: KeyedDecodingContainer<CodingKeys>
    ) throws -> Double {
        if try container.decodeNil(forKey: key) { return absent }
        if let number = try? container.decode(Double.self, forKey: key) { return number }
        switch try container.decode(String.self, forKey: key) {
        case "inf": return .infinity
        case "-inf": return -.infinity
        case "nan": return .nan
        case let other:
            throw DecodingError.dataCorruptedError(
                forKey: key, in: container,
                debugDescription: "\(key.rawValue) is \"\(other)\"; expected a number, null,"
                    + " \"inf\", \"-inf\" or \"nan\"")
        }
    }

    private static func text(of value: Double) -> String {
        if value.isNaN { return "nan" }
        return value > 0 ? "inf" : "-inf"
    }
}
