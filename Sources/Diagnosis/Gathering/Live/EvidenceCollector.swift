import Load
import Signals
import Synchronization

/// Collects what several tasks find at the same time, keeps it in a folder, and tells it on.
final class EvidenceCollector: Sendable {
    private struct State {
        var probes: [ProbeRecord] = []
        var beacons: [Beacon] = []
        var scrapes: [TimedScrape] = []
        var missed: [MissedScrape] = []
        var scrapesLeftOut = 0
        var problem: String?
    }

    private let state = Mutex(State())
    private let writer: EvidenceWriter?
    private let requestsMax: Int
    private let observe: @Sendable (GatheringEvent) async -> Void

    /// The most pages kept in memory: a quarter of an hour of ten replicas at one page a second.
    private static let scrapesMax = 9000

    init(
        writer: EvidenceWriter?, requestsMax: Int,
        observe: @escaping @Sendable (GatheringEvent) async -> Void
    ) {
        self.writer = writer
        self.requestsMax = requestsMax
        self.observe = observe
    }

    func take(_ probe: ProbeRecord) async {
        let done = state.withLock { state in
            state.probes.append(probe)
            return state.probes.count
        }
        keep { writer throws(EvidenceFileError) in try writer.append(probe) }
        await observe(.probed(probe, done: done, of: requestsMax))
    }

    func take(_ beacon: Beacon) async {
        state.withLock { $0.beacons.append(beacon) }
        keep { writer throws(EvidenceFileError) in try writer.append(beacon) }
        await observe(.beaconed(beacon))
    }

    func take(_ scrape: TimedScrape) async {
        let hasRoom = state.withLock { state in
            guard state.scrapes.count < Self.scrapesMax else {
                state.scrapesLeftOut += 1
                return false
            }
            state.scrapes.append(scrape)
            return true
        }
        guard hasRoom else { return }
        keep { writer throws(EvidenceFileError) in
            if !(try writer.append(scrape)) {
                throw EvidenceFileError(
                    file: writer.path,
                    problem: "pages of metrics beyond \(EvidenceWriter.scrapeBytesMax) bytes were "
                        + "not kept")
            }
        }
        await observe(.scraped(scrape))
    }

    func take(_ missed: MissedScrape) async {
        state.withLock { $0.missed.append(missed) }
        keep { writer throws(EvidenceFileError) in try writer.append(missed) }
        await observe(.missed(missed))
    }

    /// Notes on what was not kept, each a sentence.
    var notes: [String] {
        state.withLock { state in
            var notes = [state.problem].compactMap(\.self)
            if state.scrapesLeftOut > 0 {
                notes.append(
                    "\(state.scrapesLeftOut) pages of metrics were left out: "
                        + "\(Self.scrapesMax) are read.")
            }
            return notes
        }
    }

    /// The client's requests in start order, and its beacons.
    var client: ClientEvidence {
        state.withLock { state in
            ClientEvidence(
                probes: state.probes.sorted { $0.index < $1.index }, beacons: state.beacons)
        }
    }

    /// The pages and the gaps.
    var server: ServerEvidence {
        state.withLock { ServerEvidence(scrapes: $0.scrapes, missed: $0.missed) }
    }

    /// Writes, and keeps the first problem: a disk that fills up must not cost the diagnosis.
    func keep(_ write: (EvidenceWriter) throws(EvidenceFileError) -> Void) {
        guard let writer else { return }
        do {
            try write(writer)
        } catch {
            state.withLock { state in
                if state.problem == nil { state.problem = "\(error)" }
            }
        }
    }
}
