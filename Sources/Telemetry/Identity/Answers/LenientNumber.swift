/// A number that some releases write as a number, others as a text, and others leave null.
struct LenientNumber: Decodable {
    /// Nil for what is no finite number.
    let value: Double?

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let number =
            (try? container.decode(Double.self))
            ?? (try? container.decode(String.self)).flatMap { Double($0) }
        value = number.flatMap { $0.isFinite ? $0 : nil }
    }
}

extension EngineLimit {
    /// The limit that a field of an answer states; nil when it is missing or not positive.
    static func limit(
        _ kind: Kind, _ number: LenientNumber?, in field: String, of path: ProbePath,
        scope: String? = nil
    ) -> EngineLimit? {
        guard let value = number?.value, value > 0 else { return nil }
        return EngineLimit(
            kind: kind, value: value, provenance: .httpPath(path.rawValue, field: field),
            scope: scope)
    }
}
