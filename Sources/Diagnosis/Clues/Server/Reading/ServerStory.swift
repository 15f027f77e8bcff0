import Exposition
import Signals
import Telemetry

/// The scrapes of all replicas sorted by what they are pages of.
struct ServerStory: Sendable {
    /// The engines, by instance.
    let engines: [EngineTrack]
    /// Pages of GPU exporters by instance, ascending in time.
    let cards: [MachineTrack]
    /// Pages of node exporters by instance, ascending in time.
    let nodes: [MachineTrack]
    let missed: [MissedScrape]
    let identity: EngineIdentity?
    let startupLog: StartupLog?

    init(_ evidence: ServerEvidence) {
        var engines: [EngineTrack] = []
        var cards: [MachineTrack] = []
        var nodes: [MachineTrack] = []
        let groups = Dictionary(grouping: evidence.scrapes, by: \.instance)
        for (instance, scrapes) in groups.sorted(by: { $0.key < $1.key }) {
            var engine: [TimedScrape] = []
            var card: [TimedScrape] = []
            var node: [TimedScrape] = []
            for scrape in scrapes {
                let names = scrape.families.map(\.name)
                let hasCard = names.contains { $0.hasPrefix("DCGM_FI_") }
                let hasNode = names.contains { $0.hasPrefix("node_") }
                if hasCard { card.append(scrape) }
                if hasNode { node.append(scrape) }
                if EngineDetection(scrape.families).kind != .unknown
                    || !(hasCard || hasNode || scrape.families.isEmpty)
                {
                    engine.append(scrape)
                }
            }
            if let track = EngineTrack(instance: instance, scrapes: engine) {
                engines.append(track)
            }
            if !card.isEmpty {
                cards.append(MachineTrack(instance: instance, scrapes: card, dialect: .of(.dcgm)))
            }
            if !node.isEmpty {
                nodes.append(MachineTrack(instance: instance, scrapes: node, dialect: .of(.node)))
            }
        }
        self.engines = engines
        self.cards = cards
        self.nodes = nodes
        missed = evidence.missed
        identity = evidence.identity
        startupLog = evidence.startupLog
    }

    /// The time of the first and of the last scrape of an engine; nil without two.
    var span: ClosedRange<Double>? {
        let times = engines.flatMap { $0.pages.map(\.seconds) }
        guard let first = times.min(), let last = times.max(), last > first else { return nil }
        return first...last
    }

    /// The scrapes of an engine that failed after the last page it gave.
    func missedAfterLastPage(of track: EngineTrack) -> [MissedScrape] {
        guard let last = track.pages.last?.seconds else { return [] }
        return missed.filter { $0.instance == track.instance && $0.unixSeconds > last }
    }

    /// The engines on the host of an instance; all when the hosts tell nothing.
    func engines(beside instance: String) -> [EngineTrack] {
        let host = Self.host(of: instance)
        let beside = engines.filter { Self.host(of: $0.instance) == host }
        return beside.isEmpty ? engines : beside
    }

    /// The host part of an instance: `gpu1:9400` and `http://gpu1:8000/metrics` are on `gpu1`.
    static func host(of instance: String) -> Substring {
        var rest = instance[...]
        if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
        rest = rest.prefix { $0 != "/" }
        guard let colon = rest.lastIndex(of: ":") else { return rest }
        return rest[..<colon]
    }

    /// The sum and number of what all engines observed; nil when none tells it.
    func observed(
        _ signal: Signal, from start: Double = -.infinity, to end: Double = .infinity
    ) -> (sum: Double, count: Double)? {
        let found = engines.compactMap { $0.observed(signal, from: start, to: end) }
        return found.isEmpty ? nil : found.reduce((0, 0)) { ($0.0 + $1.sum, $0.1 + $1.count) }
    }

    /// The exact mean over all engines; nil when none tells it or nothing was observed.
    func mean(
        _ signal: Signal, from start: Double = -.infinity, to end: Double = .infinity
    ) -> (mean: Double, count: Int)? {
        guard let (sum, count) = observed(signal, from: start, to: end), count > 0 else {
            return nil
        }
        return (sum / count, Int(count))
    }

    /// What was added to a counter of all engines; nil when none tells it.
    func increase(_ signal: Signal) -> Double? {
        let found = engines.compactMap { $0.increase(signal) }
        return found.isEmpty ? nil : found.reduce(0, +)
    }
}
