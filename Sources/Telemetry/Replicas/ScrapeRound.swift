package import Signals

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// One scrape of every replica, begun at about the same time.
package struct ScrapeRound: Sendable {
    /// In the order of the replicas.
    package let scrapes: [ReplicaScrape]

    package init(_ scrapes: [ReplicaScrape]) {
        self.scrapes = scrapes
    }

    /// Those that succeeded, by the replica's name.
    package var snapshots: [(replica: Replica, snapshot: Snapshot)] {
        scrapes.compactMap { scrape in scrape.snapshot.map { (scrape.replica, $0) } }
    }

    /// Those that failed.
    package var failures: [(replica: Replica, failure: FailedScrape)] {
        scrapes.compactMap { scrape in scrape.failure.map { (scrape.replica, $0) } }
    }

    /// The bodies as a window wants them.
    ///
    /// - Parameter namesReplicas: whether series get the replica's name as `instance`; without it
    ///   the series of several replicas would fall together, so leave it out for one only.
    /// - Returns: a body for each replica that answered.
    package func timedScrapes(namingReplicas namesReplicas: Bool = true) -> [TimedScrape] {
        snapshots.map { replica, snapshot in
            TimedScrape(
                instance: namesReplicas ? replica.name : "",
                unixSeconds: snapshot.date.timeIntervalSince1970, families: snapshot.families)
        }
    }
}
