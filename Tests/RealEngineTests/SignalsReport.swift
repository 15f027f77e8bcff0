/// What `firstlight signals --metrics` says, in the parts that tests read.
struct SignalsReport: Decodable, Sendable {
    struct Row: Decodable, Sendable {
        var signal: String
        var gap: String?
        var answers: [Answer]
    }

    struct Answer: Decodable, Sendable {
        var statistic: String
        var lower: Double?
        var upper: Double?
    }

    var engine: String
    var signals: [Row]
}
