import Inference
import Foundation
import Load

/// The client's records, prepared once for all clues.
struct ClientView {
    /// All requests in start order, warm-up included.
    let requests: [ClientRequest]
    /// Those that count for a verdict.
    let measured: [ClientRequest]
    /// Those with a first token, without warm-up; what the client cancelled later is among them.
    let answered: [ClientRequest]
    /// What most requests name as their model.
    let baseModel: String?
    /// Prompts of more tokens than this are long; nil when no prompt's length is known.
    let longFrom: Double?
    /// Silences in the middle of streams, in start order of the requests.
    let stalls: [Stall]
    let evidence: ClientEvidence
    /// The first request of all.
    let origin: Date

    /// A prompt is long from this multiple of the median length on.
    private static let longFactor = 2.5

    init(_ evidence: ClientEvidence) {
        self.evidence = evidence
        let records = evidence.probes.sorted { ($0.timestamp, $0.index) < ($1.timestamp, $1.index) }
        let origin = records.first?.timestamp ?? Date(timeIntervalSince1970: 0)
        let lengths = records.filter { !$0.isWarmup }.compactMap {
            $0.promptTokens.map(Double.init)
        }
        let longFrom = lengths.isEmpty ? nil : Sample.median(lengths) * Self.longFactor
        var names: [String: Int] = [:]
        for record in records { names[record.model, default: 0] += 1 }
        let requests = records.map { record in
            ClientRequest(
                record,
                kind: ClientRequest.Kind(
                    model: record.model, isRepeat: record.repeats != nil,
                    isLong: Double(record.promptTokens ?? 0) > longFrom ?? .infinity,
                    isFresh: record.reusedConnection == false),
                origin: origin)
        }
        self.origin = origin
        self.requests = requests
        self.longFrom = longFrom
        baseModel = names.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        measured = requests.filter(\.counts)
        answered = requests.filter { !$0.record.isWarmup && $0.firstToken != nil }
        stalls = Self.stalls(requests)
    }

    /// Answered requests of the plain kind: a new prompt of common length for the base model, on a kept connection.
    var plain: [ClientRequest] {
        answered.filter {
            !$0.kind.isRepeat && !$0.kind.isLong && !$0.kind.isFresh && $0.kind.model == baseModel
        }
    }

    /// Answered requests that streamed at least so many gaps.
    func streams(gaps: Int = 4) -> [ClientRequest] {
        answered.filter { $0.gaps.count >= gaps }
    }

    // MARK: - Like with like

    /// The fewest requests of a kind that take part in a comparison over time.
    private static let fewestOfAKind = 5

    /// A figure over time with the differences between kinds of requests taken out.
    ///
    /// Each value is divided by the median of its kind and multiplied by that of the commonest kind.
    func likeForLike(_ figure: (ClientRequest) -> Double?) -> [TimedValue] {
        let medians = Self.medians(answered, figure)
        guard let common = Self.commonest(answered, medians) else { return [] }
        return answered.compactMap { request in
            guard let median = medians[request.kind], let value = figure(request), median > 0
            else { return nil }
            return TimedValue(at: request.start, value / median * common)
        }
    }

    /// A figure in both observations, divided by the baseline's median of its kind and multiplied by that of the commonest.
    func likeForLike(
        with baseline: ClientView, _ figure: (ClientRequest) -> Double?
    ) -> (window: [TimedValue], baseline: [TimedValue]) {
        let medians = Self.medians(baseline.answered, figure)
        guard let common = Self.commonest(baseline.answered, medians) else { return ([], []) }
        func scaled(_ requests: [ClientRequest]) -> [TimedValue] {
            requests.compactMap { request in
                guard let median = medians[request.kind], let value = figure(request), median > 0
                else { return nil }
                return TimedValue(at: request.start, value / median * common)
            }
        }
        return (scaled(answered), scaled(baseline.answered))
    }

    private static func medians(
        _ requests: [ClientRequest], _ figure: (ClientRequest) -> Double?
    ) -> [ClientRequest.Kind: Double] {
        var values: [ClientRequest.Kind: [Double]] = [:]
        for request in requests {
            if let value = figure(request) { values[request.kind, default: []].append(value) }
        }
        return values.filter { $0.value.count >= fewestOfAKind }.mapValues { Sample.median($0) }
    }

    private static func commonest(
        _ requests: [ClientRequest], _ medians: [ClientRequest.Kind: Double]
    ) -> Double? {
        var counts: [ClientRequest.Kind: Int] = [:]
        for request in requests where medians[request.kind] != nil {
            counts[request.kind, default: 0] += 1
        }
        // Kinds of the same size: the one with the smaller median, so that the answer is always the same.
        return counts.compactMap { kind, count in medians[kind].map { (count, $0) } }
            .max { ($0.0, -$0.1) < ($1.0, -$1.1) }?.1
    }

    // MARK: - Silences

    private static func stalls(_ requests: [ClientRequest]) -> [Stall] {
        let usual = requests.compactMap(\.medianGap)
        let common = usual.isEmpty ? 0 : Sample.median(usual)
        var stalls: [Stall] = []
        for (index, request) in requests.enumerated() {
            guard let first = request.firstToken else { continue }
            let limit = Stall.limit(
                usual: request.gaps.count >= 4 ? request.medianGap ?? common : common)
            var moment = request.start + first
            for gap in request.gaps {
                if gap > limit {
                    stalls.append(
                        Stall(request: index, from: moment, to: moment + gap, resumed: true))
                }
                moment += gap
            }
            guard let end = request.end, request.record.outcomeClass == .failure,
                request.start + end - moment > limit
            else { continue }
            stalls.append(
                Stall(request: index, from: moment, to: request.start + end, resumed: false))
        }
        return stalls
    }
}
