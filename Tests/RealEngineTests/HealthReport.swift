/// What `firstlight health` says, in the parts that tests read.
struct HealthReport: Decodable, Sendable {
    struct Section: Decodable, Sendable {
        var section: String
        var items: [Item]
    }

    struct Item: Decodable, Sendable {
        var id: String
        var grade: String?
        var vital: Bool
    }

    struct Missing: Decodable, Sendable {
        var signal: String
        var reason: String
    }

    var grade: String
    var sections: [Section]
    var missing: [Missing]
}
