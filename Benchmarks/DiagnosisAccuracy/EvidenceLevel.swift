import Diagnosis
import EngineModel
import Rehearsal
import Signals
import Simulator

/// How much of a recording a diagnosis gets to see.
enum EvidenceLevel: String, CaseIterable {
    /// Everything.
    case all
    /// What the client measured: requests, beacons, its own lag.
    case client
    /// What the servers' own pages say every 5 s, with what is declared of them.
    case server
    /// The same as a Prometheus that scrapes every 15 s would have it.
    case prometheus

    /// How it is called in tables.
    var title: String {
        switch self {
        case .all: "everything"
        case .client: "client only"
        case .server: "servers' pages, every 5 s"
        case .prometheus: "Prometheus, every 15 s"
        }
    }

    /// Seconds between two scrapes of a recording.
    static let scrapeSeconds = 5.0

    /// Every so manieth scrape is one of the store's.
    private static let thinning = 3

    /// The part of a recording that belongs to the level.
    ///
    /// Dashboards and manifests are known where servers are looked at: whoever reads the metrics has them.
    func evidence(of recording: Recording, from rehearsed: Rehearsed, seed: UInt64) -> Evidence {
        let client = ClientEvidence(
            probes: recording.probes, beacons: recording.beacons, lag: recording.lag)
        let expectations = Expectations(
            slotLimit: rehearsed.declaredSlots, series: rehearsed.declaredSeries)
        switch self {
        case .all:
            return Evidence(
                client: client,
                server: ServerEvidence(scrapes: recording.scrapes, missed: recording.missed),
                expectations: expectations)
        case .client:
            return Evidence(client: client)
        case .server:
            return Evidence(
                server: ServerEvidence(scrapes: recording.scrapes, missed: recording.missed),
                expectations: expectations)
        case .prometheus:
            let phases = Phases(of: recording, thinning: Self.thinning, seed: seed)
            return Evidence(
                server: ServerEvidence(
                    scrapes: recording.scrapes.filter {
                        phases.keeps($0.instance, at: $0.unixSeconds)
                    },
                    missed: recording.missed.filter {
                        phases.keeps($0.instance, at: $0.unixSeconds)
                    }),
                expectations: expectations)
        }
    }

    /// Which scrapes of a recording a store that looks less often would have made.
    ///
    /// Each target has a phase of its own, as in Prometheus, which spreads them over the interval.
    private struct Phases {
        private let start: Double
        private let thinning: Int
        private let seed: UInt64

        init(of recording: Recording, thinning: Int, seed: UInt64) {
            start =
                (recording.scrapes.map(\.unixSeconds) + recording.missed.map(\.unixSeconds)).min()
                ?? 0
            self.thinning = thinning
            self.seed = seed
        }

        func keeps(_ instance: String, at unixSeconds: Double) -> Bool {
            let name = instance.utf8.reduce(seed) { SeededGenerator.mixed($0, UInt64($1)) }
            let tick = Int(((unixSeconds - start) / EvidenceLevel.scrapeSeconds).rounded())
            return tick % thinning == Int(name % UInt64(thinning))
        }
    }
}
