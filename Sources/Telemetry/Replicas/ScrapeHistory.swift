package import Signals

/// The last rounds of scrapes of some replicas.
package struct ScrapeHistory: Sendable {
    /// How many rounds are kept at most.
    package let roundsMax: Int
    /// The oldest first.
    package private(set) var rounds: [ScrapeRound] = []
    /// Rounds that were there and are no longer kept.
    package private(set) var forgotten = 0

    /// - Parameter roundsMax: the oldest round is forgotten when there are more; at least 1.
    package init(roundsMax: Int = 10_000) {
        precondition(roundsMax > 0, "a history keeps at least one round")
        self.roundsMax = roundsMax
    }

    /// Keeps a round as the latest one.
    package mutating func append(_ round: ScrapeRound) {
        if rounds.count == roundsMax {
            rounds.removeFirst()
            forgotten += 1
        }
        rounds.append(round)
    }

    /// The names of all replicas that were ever asked, in the order in which they came up.
    package var replicaNames: [String] {
        var seen: Set<String> = []
        return rounds.flatMap(\.scrapes).map(\.replica.name).filter { seen.insert($0).inserted }
    }

    /// The scrapes of one replica, the oldest first, failed ones among them.
    package func scrapes(of name: String) -> [ReplicaScrape] {
        rounds.flatMap(\.scrapes).filter { $0.replica.name == name }
    }

    /// The bodies of all rounds as a window wants them; series carry the replica's name when there
    /// is more than one.
    package var timedScrapes: [TimedScrape] {
        let areSeveral = replicaNames.count > 1
        return rounds.flatMap { $0.timedScrapes(namingReplicas: areSeveral) }
    }
}
