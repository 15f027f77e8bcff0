import Inference
import Load

/// One stretch of a request.
struct RequestPhase: Equatable {
    /// Its name for people.
    var name: String
    /// Where it began, in seconds since the intended start.
    var start: Double
    /// Where it ended, in seconds since the intended start.
    var end: Double
    /// The class that colours it: `network`, `wait` or `stream`.
    var style: String

    /// The phases of a request in order, without gaps between them; those that did not happen or
    /// were not recorded are missing.
    static func phases(of record: ProbeRecord) -> [RequestPhase] {
        var phases: [RequestPhase] = []
        var cursor = 0.0
        func add(_ name: String, until end: Double?, style: String) {
            guard let end, end > cursor else { return }
            phases.append(RequestPhase(name: name, start: cursor, end: end, style: style))
            cursor = end
        }
        func add(_ name: String, lasting time: Duration?, style: String) {
            add(name, until: time.map { cursor + $0.seconds }, style: style)
        }
        add("start delay", lasting: record.startDelay, style: "network")
        add("DNS", lasting: record.resolve, style: "network")
        add("connect", lasting: record.connect, style: "network")
        add("TLS", lasting: record.secure, style: "network")
        add("send request", until: record.requestWritten?.seconds, style: "network")
        add("until head", until: record.responseHead?.seconds, style: "wait")
        add("until first byte", until: record.timeToFirstByte?.seconds, style: "wait")
        add("until first token", until: record.timeToFirstToken?.seconds, style: "wait")
        let rest =
            record.timeToFirstToken == nil
            ? (phases.isEmpty ? "whole request" : "rest of answer") : "decode"
        add(rest, until: record.endToEnd?.seconds, style: "stream")
        return phases
    }

    /// Whether the record holds more than the first token and the end.
    static func isRecorded(in record: ProbeRecord) -> Bool {
        record.requestWritten != nil || record.responseHead != nil || record.timeToFirstByte != nil
    }
}
