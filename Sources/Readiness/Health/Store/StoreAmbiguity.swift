/// Why the series of a store are those of no single endpoint; the way out is a narrower selector.
package enum StoreAmbiguity: Error, Sendable, Hashable {
    /// Series of several engines, each with a selector that chooses it.
    case engines([Choice])
    /// Replicas that serve different models.
    case models([String])
    /// Series without the label by which replicas are told apart.
    case noInstance
    /// A replica whose series are there once for every job that scrapes it.
    case scrapedTwice(instance: String, jobs: [String])

    /// An engine and how it is chosen.
    package struct Choice: Sendable, Hashable {
        package var engine: String
        /// The jobs that scrape it; empty where its series have no such label.
        package var jobs: [String]

        package init(engine: String, jobs: [String]) {
            self.engine = engine
            self.jobs = jobs
        }
    }
}

extension StoreAmbiguity: CustomStringConvertible {
    package var description: String {
        switch self {
        case .engines(let choices):
            let found = choices.map { choice in
                let jobs = choice.jobs.map { "--selector job=\($0)" }.joined(separator: ", ")
                return choice.engine + (jobs.isEmpty ? "" : " (\(jobs))")
            }
            return "the store holds series of several engines: "
                + found.joined(separator: "; ") + "; choose one with --selector"
        case .models(let models):
            return "the replicas in the store serve different models; choose one with "
                + models.map { "--selector model_name=\($0)" }.joined(separator: " or ")
        case .noInstance:
            return "the store's series have no label instance, so replicas cannot be told apart; "
                + "choose others with --selector, or name the replicas themselves"
        case .scrapedTwice(let instance, let jobs):
            return "\(instance) is scraped by several jobs, which counts everything twice; choose "
                + "one with " + jobs.map { "--selector job=\($0)" }.joined(separator: " or ")
        }
    }
}
