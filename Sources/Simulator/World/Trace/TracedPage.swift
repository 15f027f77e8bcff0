/// A page of metrics, as a scraper got it or did not.
package struct TracedPage: Equatable, Sendable {
    /// The replica it is of.
    package var replica: Int
    /// Which of its pages.
    package var page: ExpositionPage
    /// When the scrape began, in seconds since the world began.
    package var seconds: Double
    /// The bytes; nil when there were none.
    package var body: [UInt8]?
    /// Why there were none.
    package var failure: String?

    package init(
        replica: Int, page: ExpositionPage, seconds: Double, body: [UInt8]?, failure: String?
    ) {
        self.replica = replica
        self.page = page
        self.seconds = seconds
        self.body = body
        self.failure = failure
    }

    /// The name of a replica's page as Prometheus would write it into the label `instance`.
    package static func instance(replica: Int, page: ExpositionPage) -> String {
        let port =
            switch page {
            case .engine, .loads: 8000
            case .worker: 8081
            case .gpu: 9400
            case .node: 9100
            }
        return "10.0.0.\(replica + 1):\(port)"
    }

    /// The name of this page.
    package var instance: String { Self.instance(replica: replica, page: page) }
}
