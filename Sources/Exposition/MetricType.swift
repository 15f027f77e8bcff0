/// The type that a `# TYPE` line declares for a metric family.
///
/// The raw value is the word on the wire in Prometheus text format 0.0.4.
package enum MetricType: String, Sendable, Hashable, CaseIterable {
    case counter
    case gauge
    case histogram
    case summary
    /// Declared `untyped`, or not declared at all.
    case untyped

    /// The suffixes of the series that belong to a family of this type besides the bare name.
    var childSuffixes: [String] {
        switch self {
        case .histogram: ["_bucket", "_sum", "_count"]
        case .summary: ["_sum", "_count"]
        case .counter, .gauge, .untyped: []
        }
    }
}
