/// The fields of `diagnose --format json` that these tests look at.
struct DiagnosisOutcome: Decodable, Sendable {
    struct RankedCause: Decodable, Sendable {
        var cause: String
    }

    var conclusion: String
    var cause: String?
    var candidates: [String]
    var headline: String
    var causes: [RankedCause]
    var notes: [String]

    /// What the diagnosis says first, certain or not; nil when it names nothing.
    var first: String? { cause ?? candidates.first }
}
