/// What `firstlight limits` says, in the parts that tests read.
struct LimitsReport: Decodable, Sendable {
    struct Limit: Decodable, Sendable {
        var limit: String
        var live: Reading?
    }

    struct Reading: Decodable, Sendable {
        var value: Double
        var origin: String
    }

    var verdict: String
    var engineVersion: String?
    var limits: [Limit]

    /// What is believed of a limit.
    func live(_ name: String) -> Reading? {
        limits.first { $0.limit == name }?.live
    }
}
