import Foundation
import Inference
import Load
import Simulator

/// Reads one request of a trace as the measuring client does: the same reader, the same outcomes.
///
/// The instants of a trace are seconds; those of a measurement are instants of the monotonic clock, counted from an origin that
/// nobody sees.
struct ExchangeReader {
    private let trace: WorldTrace
    private let limits: RequestLimits
    private let origin = ContinuousClock.now
    private let api = OpenAIChat()
    private let replicaHeaders = ClientConfiguration.usualReplicaHeaders + ["x-replica"]
    private let startDate: Date

    init(trace: WorldTrace, load: ClientLoad) {
        self.trace = trace
        var limits = RequestLimits()
        limits.firstToken = .seconds(load.silenceLimitSeconds)
        limits.gap = .seconds(load.silenceLimitSeconds)
        self.limits = limits
        startDate = Date(timeIntervalSince1970: trace.startUnixSeconds)
    }

    /// What the client keeps of a request.
    func record(_ exchange: TracedExchange) -> ProbeRecord {
        let measured = measure(exchange)
        var record = ProbeRecord(
            measured, index: exchange.index, provider: trace.modelName, model: exchange.model,
            runStart: origin, runStartDate: startDate)
        record.repeats = exchange.repeats
        return record
    }

    // MARK: - Measuring

    private func measure(_ exchange: TracedExchange) -> MeasuredRequest {
        var instants = PhaseInstants(
            intendedStart: instant(exchange.intendedSeconds), start: instant(exchange.startSeconds))
        instants.resolved = exchange.resolvedSeconds.map(instant)
        instants.connected = exchange.connectedSeconds.map(instant)
        instants.secured = exchange.securedSeconds.map(instant)
        instants.requestWritten = exchange.writtenSeconds.map(instant)
        let request = InferenceRequest(
            model: exchange.model, messages: [], maxTokens: exchange.maxTokens,
            cancelAfterChunks: exchange.cancelAfterChunks)
        var reader = ResponseReader(
            api: api, request: request, limits: limits, instants: instants, keepText: false)
        if let head = exchange.head {
            _ = reader.read(responseHead(of: head), at: instant(head.seconds))
        }
        exchange.body.withUnsafeBytes { body in
            var start = 0
            for piece in exchange.pieces where !reader.isDecided {
                let bytes = UnsafeRawBufferPointer(rebasing: body[start..<piece.end])
                _ = reader.read(bytes, at: instant(piece.seconds))
                start = piece.end
            }
        }
        close(&reader, exchange)
        var measured = reader.measured
        measured.reusedConnection = exchange.reusedConnection
        measured.replacedStaleConnection = exchange.replacedStaleConnection
        return measured
    }

    /// Hands the end of the request over, as the client's exchange does.
    private func close(_ reader: inout ResponseReader, _ exchange: TracedExchange) {
        let end = instant(exchange.end.seconds)
        switch exchange.end.kind {
        case .ended: reader.readEnd(at: end)
        case .closed: reader.readClose(at: end, reason: "")
        case .refused: reader.fail(.connectFailed(.refused, Self.place), at: end)
        case .runEnded: reader.fail(.cancelled(.runEnded), at: end)
        case .enough: reader.fail(.cancelled(.requested), at: end)
        case .timedOut(let limit): reader.fail(outcome(of: limit, reader), at: end)
        }
    }

    private static let place = "10.0.0.1:8000"

    private func outcome(of limit: TracedEnd.Limit, _ reader: ResponseReader) -> Outcome {
        switch limit {
        case .resolve: return .resolveFailed("endpoint: no answer from the resolver within 5 s")
        case .connect: return .connectFailed(.timeout, "\(Self.place) after 5 s")
        case .secure: return .tlsFailed(.handshake, "the handshake took longer than 5 s")
        case .firstToken: return .timedOut(.firstToken)
        case .total: return .timedOut(.total)
        case .gap:
            let instants = reader.measured.instants
            let lastByte = reader.lastByte ?? instants.start
            let isSilent = lastByte <= (instants.lastToken ?? lastByte)
            return isSilent ? .stalled(after: limits.gap) : .timedOut(.gap)
        }
    }

    private func responseHead(of traced: TracedHead) -> ResponseHead {
        var head = ResponseHead(status: traced.status)
        head.contentType = traced.header("content-type")
        head.server = traced.header("server")
        head.replica = replicaHeaders.lazy.compactMap { traced.header($0) }.first
        head.retryAfter = traced.header("retry-after").flatMap { Double($0) }.map { .seconds($0) }
        head.dateUnixSeconds = traced.header("date").flatMap { HTTPDate.unixSeconds($0[...]) }
        return head
    }

    private func instant(_ seconds: Double) -> ContinuousClock.Instant {
        origin.advanced(by: .nanoseconds(Int64((seconds * 1e9).rounded())))
    }
}
