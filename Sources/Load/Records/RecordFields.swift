/// Reads the fields of one line, each checked for the values it can have.
struct RecordFields<Key: CodingKey> {
    let line: KeyedDecodingContainer<Key>

    /// The largest time, in milliseconds, about thirty years: what is longer is in another unit.
    private static var millisecondsMax: Double { 1e12 }

    func text(_ key: Key) throws -> String? { try line.decodeIfPresent(String.self, forKey: key) }

    func truth(_ key: Key) throws -> Bool? { try line.decodeIfPresent(Bool.self, forKey: key) }

    func number(_ key: Key, _ what: String) throws -> Double? {
        guard let value = try line.decodeIfPresent(Double.self, forKey: key) else { return nil }
        guard value.isFinite, value >= 0 else {
            throw corrupted(key, "expected \(what), found \(value)")
        }
        return value
    }

    func whole(_ key: Key) throws -> Int? {
        guard let value = try line.decodeIfPresent(Double.self, forKey: key) else { return nil }
        guard value >= 0, value < 0x1p53, value == value.rounded() else {
            throw corrupted(key, "expected a whole number, found \(value)")
        }
        return Int(value)
    }

    func time(_ key: Key) throws -> Duration? {
        try line.decodeIfPresent(Double.self, forKey: key).map { try time($0, key) }
    }

    /// A time that may be negative: how late something began, when it began early.
    func signedTime(_ key: Key) throws -> Duration? {
        guard let value = try line.decodeIfPresent(Double.self, forKey: key) else { return nil }
        return value < 0 ? .zero - (try time(-value, key)) : try time(value, key)
    }

    func times(_ key: Key) throws -> [Duration] {
        try (line.decodeIfPresent([Double].self, forKey: key) ?? []).map { try time($0, key) }
    }

    func corrupted(_ key: Key, _ problem: String) -> DecodingError {
        .dataCorruptedError(forKey: key, in: line, debugDescription: problem)
    }

    private func time(_ milliseconds: Double, _ key: Key) throws -> Duration {
        guard milliseconds >= 0, milliseconds < Self.millisecondsMax else {
            throw corrupted(key, "expected milliseconds, found \(milliseconds)")
        }
        // In whole nanoseconds: 0.25 ms is then exactly that.
        return .nanoseconds(Int64((milliseconds * 1e6).rounded()))
    }
}
