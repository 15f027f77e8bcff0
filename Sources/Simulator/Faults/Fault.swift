/// One thing that goes wrong, and where: in the engine, on its machine, on the path, in the answers, or in what is told of them.
///
/// Faults that strike *requests* take part in the draw of a ``FaultRule``; *conditions* hold for as long as the rule's time lasts.
/// ``isCondition`` tells them apart. Strength is physical here: a factor, a delay, a count.
package enum Fault: Equatable, Sendable {
    // MARK: - In the engine

    /// The step that first computes the prompt takes this much longer, for the whole batch: a cold compile.
    case slowPrefill(extra: Duration)
    /// Condition: the API server works this much longer on every request before the engine sees it: tokenizer, logging.
    case apiWork(perRequest: Duration, perPromptToken: Duration)
    /// Condition: no step ends; `/health` and `/v1/models` go on answering.
    case hang
    /// Condition: the process is gone: connections are refused; at the end it starts anew, with empty counters and caches.
    case down
    /// Condition: so many tokens of KV cache a second are lost to nobody, and never given back.
    case kvLeak(tokensPerSecond: Double)
    /// Condition: prompts are looked up in the prefix cache under other names, so that nothing is found.
    case coldPrefixCache
    /// Condition: the engine is not told that a client went away, and goes on.
    case deafToHangUps
    /// Condition: share of the drafted tokens that the model accepts, 0 to 1.
    case draftAcceptance(Double)
    /// Condition: requests are turned away while so many wait, as with vLLM's `--max-num-queued-reqs`.
    case queueLimit(requests: Int)

    // MARK: - On its machine

    /// Condition: the card's clock falls and every step takes this many times as long; exporters show clock, heat or power.
    case throttled(factor: Double, reason: ThrottleReason)
    /// Condition: something else on the machine makes every step take this many times as long; the card's clock stays.
    case neighbour(factor: Double, resource: SharedResource)
    /// Condition: the card reports this error code; see `hang` and `down` for what follows of it.
    case xid(code: Int)
    /// Condition: the card is so many degrees hotter than its work makes it; see `throttled` for what follows of it.
    case heat(degrees: Double)
    /// Condition: links between cards have so many errors a second, each of which sends a piece again.
    case linkErrors(perSecond: Double)
    /// Condition: this share of a store of the machine is in use, 0 to 1, if not more already.
    case filled(share: Double, store: MachineStore)

    // MARK: - On the path, before or instead of an answer

    /// Condition: every new connection pays for name resolution, TCP and TLS.
    case slowConnect(resolve: Duration, connect: Duration, secure: Duration)
    /// The connection is refused.
    case refuseConnection
    /// A status other than 200, with vLLM's error object as the body.
    case status(code: Int, type: String, message: String, retryAfterSeconds: Int?)
    /// The connection is closed before a single byte of the response.
    case closeBeforeHead
    /// Status 200, an event stream, and no event in it.
    case emptyStream
    /// Condition: a gateway with so many workers, each of which is busy with a request for a while before it passes it on.
    case gatewayQueue(workers: Int, service: Duration)

    // MARK: - On the path, in the middle of a stream

    /// Condition: a proxy holds the answer back until so many bytes have come together; nil until its end.
    case buffering(bytes: Int?)
    /// Condition: the answers of all requests together leave at no more than this rate.
    case bandwidth(bytesPerSecond: Double)
    /// Condition: a proxy cuts every answer that has lasted so long.
    case cutAfter(Duration)
    /// The chunk after so many tokens is cut in the middle of its JSON; the stream goes on. Whole answers end as with `status` 500.
    case malformedChunk(afterTokens: Int)
    /// The connection is closed after so many tokens, without finish reason and `[DONE]`.
    case truncate(afterTokens: Int)
    /// An error object takes the place of the next token; the engine counts the request as failed.
    case errorInStream(afterTokens: Int)
    /// Nothing is sent for a while after so many tokens; the engine goes on.
    case stall(afterTokens: Int, pause: Duration)

    // MARK: - In the answers

    /// Status 200, a proper end, and no content; the tokens were generated, as reasoning or as nothing.
    case emptyAnswer(reasoning: Bool)
    /// The answer refuses, in a few words.
    case refusal
    /// Condition: answers end elsewhere than they used to.
    case answerLengths(AnswerLengths)
    /// Condition: the server caps the token limit of every request, and ends with `length`.
    case tokenCap(Int)
    /// Condition: so many tokens arrive in one event.
    case tokensPerEvent(Int)
    /// Condition: the usage that answers report is this many times the truth; 0 leaves usage out.
    case usageFactor(Double)

    // MARK: - In what is told of it

    /// Condition: gauges keep the values they had when the condition began; counters go on.
    case frozenGauges
    /// Condition: every page of metrics is what it was when the condition began.
    case frozenPage
    /// Condition: the page of metrics cannot be had.
    case scrapeFails
    /// Condition: families have other names: old name to new name; an empty new name hides the family.
    case renamedFamilies([String: String])
    /// Condition: a histogram has no bucket with this bound.
    case lostBound(family: String, bound: Double)
    /// Condition: the server's clock is off by so much: `Date` headers, and times in bodies.
    case clockSkew(Duration)

    /// Whether the fault holds for a time instead of striking requests.
    package var isCondition: Bool {
        switch self {
        case .slowPrefill, .refuseConnection, .status, .closeBeforeHead, .emptyStream,
            .malformedChunk, .truncate, .errorInStream, .stall, .emptyAnswer, .refusal:
            false
        case .apiWork, .hang, .down, .kvLeak, .coldPrefixCache, .deafToHangUps, .draftAcceptance,
            .queueLimit, .throttled, .neighbour, .xid, .heat, .linkErrors, .filled, .slowConnect,
            .gatewayQueue, .buffering, .bandwidth,
            .cutAfter, .answerLengths, .tokenCap, .tokensPerEvent, .usageFactor, .frozenGauges,
            .frozenPage, .scrapeFails, .renamedFamilies, .lostBound, .clockSkew:
            true
        }
    }
}
