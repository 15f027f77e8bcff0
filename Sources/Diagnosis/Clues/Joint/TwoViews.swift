import Inference
import Load
import Signals

/// One time as the client and as the servers measured it, over the same requests as far as counts tell.
struct TwoViews {
    let clientMean: Double
    let clientCount: Int
    let serverMean: Double
    let serverCount: Int
    /// Client minus server, as far as the evidence allows it: the ends differ by what requests of others may explain.
    let gap: ClosedRange<Double>
    /// Whether both saw the same requests, within a few per cent.
    let areSame: Bool

    /// By how much the counts may differ, as a share.
    static let tolerance = 0.06

    /// The means of a time over what ended within the scrapes.
    ///
    /// Where the servers saw more requests than ours, all of what they measured may belong to ours: the lower end of the gap
    /// takes it so, and nothing is refuted then.
    ///
    /// - Returns: nil when the servers do not tell the time, saw fewer requests than ours, or too little was observed.
    init?(
        _ story: JointStory, _ signal: Signal,
        _ time: (JointStory.Request) -> (value: Double, at: Double)?
    ) {
        let values = story.requests.compactMap(time).filter {
            $0.at > story.span.lowerBound && $0.at <= story.span.upperBound
        }
        guard values.count >= 10, story.isWhole, let observed = story.server.observed(signal),
            observed.count >= 5
        else { return nil }
        let count = Double(values.count)
        let sum = values.reduce(0) { $0 + $1.value }
        let mismatch = (observed.count - count) / count
        guard mismatch >= -Self.tolerance else { return nil }
        clientMean = sum / count
        clientCount = values.count
        serverMean = observed.sum / observed.count
        serverCount = Int(observed.count)
        areSame = mismatch <= Self.tolerance
        let edge = abs(mismatch) * min(clientMean, serverMean)
        let lower =
            areSame ? clientMean - serverMean - edge : (sum - observed.sum) / count
        let upper = areSame ? clientMean - serverMean + edge : clientMean
        gap = min(lower, upper)...max(lower, upper)
    }

    /// Client minus server.
    var difference: Double { clientMean - serverMean }

    static func firstToken(_ story: JointStory) -> TwoViews? {
        TwoViews(story, .timeToFirstToken) { request in
            guard request.record.isStream ?? true, let first = request.first,
                let value = request.record.timeToFirstToken
            else { return nil }
            return (value.seconds, first)
        }
    }

    static func endToEnd(_ story: JointStory) -> TwoViews? {
        TwoViews(story, .endToEndLatency) { request in
            guard request.record.isSuccess || request.wasAbandoned && request.first != nil,
                let end = request.end, let value = request.record.endToEnd
            else { return nil }
            return (value.seconds, end)
        }
    }
}
