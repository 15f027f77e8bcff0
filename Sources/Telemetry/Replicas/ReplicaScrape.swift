/// What one scrape of one replica gave.
package struct ReplicaScrape: Sendable {
    package let replica: Replica
    package let outcome: Result<Snapshot, FailedScrape>

    package init(replica: Replica, outcome: Result<Snapshot, FailedScrape>) {
        self.replica = replica
        self.outcome = outcome
    }

    /// Nil when the scrape failed.
    package var snapshot: Snapshot? { try? outcome.get() }

    /// Nil when the scrape succeeded.
    package var failure: FailedScrape? {
        guard case .failure(let failure) = outcome else { return nil }
        return failure
    }
}
