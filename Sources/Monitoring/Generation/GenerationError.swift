/// Why nothing can be generated.
package enum GenerationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The engine exports no metrics, so that there is nothing to build on.
    case noMetrics(engine: String)
    /// Something in the input cannot be meant; what it is, what would be possible.
    case impossible(subject: String, reason: String, advice: String)

    package var description: String {
        switch self {
        case .noMetrics(let engine):
            "\(engine) exports no metrics; generate for the exporter or gateway in front of it"
        case .impossible(let subject, let reason, let advice):
            "\(subject): \(reason); \(advice)"
        }
    }
}
