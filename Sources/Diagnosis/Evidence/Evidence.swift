/// Everything a diagnosis may look at.
///
/// What is nil was not looked at: unknown, not fine.
package struct Evidence: Sendable {
    /// What the client measured.
    package var client: ClientEvidence?
    /// What the servers said of themselves.
    package var server: ServerEvidence?
    /// The same from a time when all was well.
    package var baseline: Baseline?
    /// What is declared of the engine elsewhere.
    package var expectations: Expectations

    /// An earlier, healthy observation of the same endpoint under a similar load.
    package struct Baseline: Sendable {
        package var client: ClientEvidence?
        package var server: ServerEvidence?

        package init(client: ClientEvidence? = nil, server: ServerEvidence? = nil) {
            self.client = client
            self.server = server
        }
    }

    package init(
        client: ClientEvidence? = nil, server: ServerEvidence? = nil, baseline: Baseline? = nil,
        expectations: Expectations = Expectations()
    ) {
        self.client = client
        self.server = server
        self.baseline = baseline
        self.expectations = expectations
    }
}
