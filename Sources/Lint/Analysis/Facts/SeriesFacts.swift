import Signals

/// What can be told about an expression's value without running it.
struct SeriesFacts: Sendable {
    var labels: LabelSet
    var kind: ValueKind = .other
    /// The value is never below it.
    var minimum: Double?
    /// The value is never above it.
    var maximum: Double?
    var unit: FamilyUnit?
    /// What the numbers were multiplied by since they left the exporter.
    var scale = 1.0
    /// Whether the counters below were read without their growth.
    var isLifetime = false
    /// The known family that the value comes from, when it is one.
    var family: KnownFamily?

    /// A number.
    static func constant(_ value: Double?) -> SeriesFacts {
        SeriesFacts(
            labels: .none, kind: .constant, minimum: value, maximum: value)
    }

    /// Nothing is known.
    static let unknown = SeriesFacts(labels: .unknown)

    /// After a multiplication by a positive number.
    func scaled(by factor: Double) -> SeriesFacts {
        guard factor > 0, factor.isFinite else {
            return SeriesFacts(labels: labels, kind: kind, isLifetime: isLifetime, family: family)
        }
        var result = self
        result.minimum = minimum.map { $0 * factor }
        result.maximum = maximum.map { $0 * factor }
        result.scale = scale * factor
        return result
    }

    /// After an addition.
    func shifted(by offset: Double) -> SeriesFacts {
        var result = self
        result.minimum = minimum.map { $0 + offset }
        result.maximum = maximum.map { $0 + offset }
        return result
    }

    /// Subtracted from a number.
    func subtracted(from value: Double) -> SeriesFacts {
        var result = self
        result.minimum = maximum.map { value - $0 }
        result.maximum = minimum.map { value - $0 }
        return result
    }
}
