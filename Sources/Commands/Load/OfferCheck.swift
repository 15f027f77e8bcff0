import Inference
import Load
import Readiness

/// Finds out beforehand whether this machine can offer a rate: a short self-calibration.
///
/// It times what a request and its tokens cost in this process without a network: writing the prompt
/// and the request, reading the answer. The sockets come on top, so that what this refuses can never
/// work, and what it passes may still turn out late; the run's own self-check sees that.
struct OfferCheck {
    /// What the calibration says.
    enum Finding: Equatable {
        /// Nothing speaks against it.
        case possible
        /// More than half of the machine would be needed.
        case doubtful(String)
        /// The machine is too slow.
        case impossible(String)
    }

    let plan: LoadPlan
    let workload: any Workload
    var cores = ProcessorCores.available
    /// Tells the processor time used by this thread's work.
    var clock: () -> Duration = { ProcessorUse.now().time }

    private static let requestsTried = 50
    private static let timeMax = Duration.milliseconds(40)

    /// Runs the calibration, only where a rate is offered.
    var finding: Finding {
        guard case .open(let rate, _) = plan.shape else { return .possible }
        let most = rate.points.map(\.value).max() ?? 0
        let cost = secondsEach()
        let needed = most * cost
        let figures =
            "\(Self.number(most)) a second would take \(Self.number(needed)) processor cores for "
            + "requests and tokens alone (\(Int((cost * 1e6).rounded())) us each, just measured), "
            + "and there are \(cores)"
        if needed > Double(cores) {
            return .impossible(
                "this machine cannot offer that rate: \(figures); lower --rate or run several "
                    + "firstlight processes on several machines")
        }
        if needed > Double(cores) / 2 {
            return .doubtful("this machine may be too slow: \(figures)")
        }
        return .possible
    }

    /// Processor seconds of one session's requests.
    private func secondsEach() -> Double {
        let begin = clock()
        var count = 0
        while count < Self.requestsTried {
            var number = 0
            while let turn = workload.turn(number, ofSession: count) {
                rehearse(turn)
                number += 1
            }
            count += 1
            if clock() - begin > Self.timeMax { break }
        }
        return (clock() - begin) / .seconds(1) / Double(count)
    }

    /// Writes a request and reads its answer, a token to an event.
    private func rehearse(_ turn: Turn) {
        let api = OpenAIChat()
        let request = InferenceRequest(
            model: "rehearsal", messages: turn.messages, maxTokens: turn.maxTokens)
        _ = api.body(for: request)
        let now = ContinuousClock.now
        var reader = ResponseReader(
            api: api, request: request, limits: RequestLimits(),
            instants: PhaseInstants(intendedStart: now, start: now), keepText: false)
        var head = ResponseHead(status: 200)
        head.contentType = "text/event-stream"
        _ = reader.read(head, at: now)
        let event = Array(
            (#"data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","#
                + #""choices":[{"index":0,"delta":{"content":" word"},"finish_reason":null}]}"#
                + "\n\n").utf8)
        event.withUnsafeBytes { bytes in
            for _ in 0..<min(turn.maxTokens, 4096) { _ = reader.read(bytes, at: .now) }
        }
    }

    private static func number(_ value: Double) -> String {
        value >= 100 ? "\(Int(value.rounded()))" : "\((value * 10).rounded() / 10)"
    }
}
