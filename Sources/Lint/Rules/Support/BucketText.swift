/// The texts of bucket bounds.
enum BucketText {
    /// The bound that a text spells; nil when it is no number.
    static func value(_ text: String) -> Double? {
        if text == "+Inf" || text == "Inf" { return .infinity }
        guard let first = text.utf8.first, (0x30...0x39).contains(first) || first == 0x2E else {
            return nil
        }
        return Double(text)
    }

    /// A bound as Python, and every Prometheus from 3.0 on, writes it: `5.0`.
    static func float(_ value: Double) -> String {
        value == .infinity ? "+Inf" : "\(value)"
    }

    /// A bound as Go and Rust write it: `5`.
    static func short(_ value: Double) -> String {
        value == .infinity ? "+Inf" : plainNumber(value)
    }
}
