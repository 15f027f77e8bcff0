import Readiness
import Simulator

/// The parameters of one fault in a script.
///
/// Readers of required keys report a missing one; all return nil after they have reported something.
struct FaultParameters {
    /// The fault's name, for messages.
    let name: String
    /// The entry's own place.
    let entry: YAMLField
    /// The entry.
    let section: YAMLSection

    /// A factor or another number above zero.
    func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
        required(key)?.number(in: range)
    }

    /// A number that may be left out.
    func number(
        _ key: String, in range: ClosedRange<Double>, default value: Double
    ) -> Double? {
        guard let field = section.field(key) else { return value }
        return field.number(in: range)
    }

    /// A whole number.
    func whole(_ key: String, in range: ClosedRange<Int>) -> Int? {
        required(key)?.wholeNumber(in: range)
    }

    /// A share, 0 to 1.
    func share(_ key: String) -> Double? {
        required(key)?.ratio()
    }

    /// A duration above zero.
    func duration(_ key: String) -> Duration? {
        required(key)?.duration()
    }

    /// A duration that may be left out, which is then zero.
    func durationOrZero(_ key: String) -> Duration? {
        guard let field = section.field(key) else { return .zero }
        return field.duration()
    }

    /// One of several words; the first when none is written.
    func word<Value: RawRepresentable & CaseIterable>(_ key: String, default value: Value) -> Value?
    where Value.RawValue == String {
        guard let field = section.field(key) else { return value }
        return field.word(of: Value.self)
    }

    /// A text that may be left out.
    func text(_ key: String, default value: String) -> String? {
        guard let field = section.field(key) else { return value }
        return field.text()
    }

    /// A text that must be there.
    func requiredText(_ key: String) -> String? {
        required(key)?.text()
    }

    /// `true` or `false`; false when nothing is written.
    func flag(_ key: String) -> Bool? {
        guard let field = section.field(key) else { return false }
        return field.bool()
    }

    /// Old names and new ones.
    func names(_ key: String) -> [String: String]? {
        guard let pairs = required(key)?.pairs(expected: "a mapping of old names to new ones")
        else { return nil }
        var names: [String: String] = [:]
        for (old, field) in pairs {
            names[old] = field.isNull ? "" : field.text()
        }
        return names
    }

    /// Whether a key is written.
    func has(_ key: String) -> Bool {
        section.field(key) != nil
    }

    /// Reports that one of several keys has to be there.
    func reportMissing(_ keys: [String]) {
        entry.report("\(name) needs \(keys.joined(separator: " or "))")
    }

    private func required(_ key: String) -> YAMLField? {
        guard let field = section.field(key) else {
            reportMissing([key])
            return nil
        }
        return field
    }
}
