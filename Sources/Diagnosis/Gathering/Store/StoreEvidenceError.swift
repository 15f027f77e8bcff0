import Telemetry

/// Why a store's samples are no evidence.
package enum StoreEvidenceError: Error, Sendable, Hashable {
    /// No engine's series in the window, and no target that was one's.
    case noEngine(store: String, selection: String)
    /// More replicas than are read.
    case tooManyReplicas(store: String, count: Int, countMax: Int)
    /// More samples than are kept in memory.
    case tooManySamples(instance: String, countMax: Int)
    /// One replica is scraped by several jobs: everything would be there twice.
    case scrapedTwice(instance: String, jobs: [String])
}

extension StoreEvidenceError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noEngine(let store, let selection):
            "\(store) has no series of an inference engine that \(selection) selects in the window"
        case .tooManyReplicas(let store, let count, let countMax):
            "\(store) has \(count) replicas in the window; at most \(countMax) are read"
        case .tooManySamples(let instance, let countMax):
            "\(instance) brings the samples of the window to more than \(countMax)"
        case .scrapedTwice(let instance, let jobs):
            "\(instance) is scraped by the jobs \(jobs.joined(separator: ", ")), which counts "
                + "everything twice"
        }
    }

    /// The way out; a clause for `hint: ...`.
    package var hint: String {
        switch self {
        case .noEngine: "check the selector's labels, and that the store scrapes the engine"
        case .tooManyReplicas: "select one endpoint's replicas by a label"
        case .tooManySamples: "read a shorter window or fewer replicas"
        case .scrapedTwice: "choose one job with the selector"
        }
    }
}
