import Foundation
import Inference
import Load
import Signals

/// The client's records on the servers' time line.
struct JointStory {
    /// One request of ours.
    struct Request {
        let record: ProbeRecord
        /// Unix seconds.
        let start: Double
        /// The first token's moment; nil without one.
        let first: Double?
        /// The end of the answer, or of the wait for it; nil when the record does not say.
        let end: Double?

        init(_ record: ProbeRecord) {
            self.record = record
            start = record.timestamp.timeIntervalSince1970
            first = record.timeToFirstToken.map { [start] in start + $0.seconds }
            end = record.endToEnd.map { [start] in start + $0.seconds }
        }

        /// Whether the client broke the request off, or gave up waiting.
        var wasAbandoned: Bool {
            record.outcome.hasPrefix("cancelled") || record.outcome.hasPrefix("timeout")
                || record.outcome == "stalled"
        }
    }

    let requests: [Request]
    let server: ServerStory
    /// The time over which all engines were scraped, Unix seconds.
    let span: ClosedRange<Double>

    init?(_ client: ClientEvidence, _ server: ServerStory) {
        let tracks = server.engines.filter { $0.pages.count >= 2 }
        let firsts = tracks.compactMap(\.pages.first?.seconds)
        let lasts = tracks.compactMap(\.pages.last?.seconds)
        guard !client.probes.isEmpty, let first = firsts.max(), let last = lasts.min(),
            last > first
        else { return nil }
        requests = client.probes.map { Request($0) }
        self.server = server
        span = first...last
    }

    /// Whether every engine was scraped at every time: counters miss nothing, and no process started anew.
    var isWhole: Bool {
        server.engines.allSatisfy { track in
            !track.intervals.contains {
                $0.delta.hasProcessRestarted || $0.delta.resets.count >= 3
            }
                && !zip(track.repeats, track.intervals).contains { $0 && ($1.running ?? 0) > 0 }
        }
            && !server.missed.contains { missed in
                !server.engines.contains { $0.instance == missed.instance }
                    && !(server.cards + server.nodes).contains { $0.instance == missed.instance }
            }
    }

    /// Requests of ours that were open at a moment.
    func open(at seconds: Double) -> Int {
        requests.count { $0.start <= seconds && ($0.end ?? $0.start) >= seconds }
    }
}
