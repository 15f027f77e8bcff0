/// How often each kind of target is scraped, and how long an answer may take: always less.
enum ScrapeInterval {
    /// Queue and cache of an engine fill within half a minute.
    static let engine = (every: "10s", timeout: "8s")
    /// The exporter of the cards renews its values every 30 s unless told otherwise; it is told 10 s.
    static let cards = (every: "15s", timeout: "10s")
    /// A host's state changes slowly.
    static let node = (every: "30s", timeout: "10s")
    /// The collector's span metrics.
    static let collector = (every: "15s", timeout: "10s")
    /// What a probe from outside costs the engine is nothing, what it tells is up or down.
    static let health = (every: "15s", timeout: "5s")
    /// How often rules are evaluated.
    static let rules = "15s"
}
