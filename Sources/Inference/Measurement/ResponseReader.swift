/// Turns the pieces of one response into a measurement: the protocol's half of a measured request.
///
/// A pure state machine without sockets and clocks: the caller hands over heads, bytes and the end
/// with the instant at which each was seen, and is told when there is nothing more to wait for.
package struct ResponseReader {
    /// What the caller should do after handing something over.
    package enum Action: Equatable {
        /// Wait for more.
        case read
        /// The answer is complete; what follows on the connection does not matter to the user.
        case complete
        /// Nothing useful can follow: close the connection.
        case hangUp
    }

    /// The measurement as far as it has got; its outcome counts once `isDecided`.
    package internal(set) var measured: MeasuredRequest

    /// Whether the outcome stands.
    package private(set) var isDecided = false

    /// When the last byte of the body arrived.
    package private(set) var lastByte: ContinuousClock.Instant?

    let api: any WireAPI
    let keepText: Bool
    let request: InferenceRequest
    let limits: RequestLimits

    private(set) var form = Form.none
    var events: ServerSentEventParser
    var lines: JSONLinesParser
    private(set) var finishReason: FinishReason?
    private(set) var head = ResponseHead(status: 0)

    /// The body of an answer that is read whole, or the beginning of a stream for messages.
    private(set) var body: [UInt8] = []

    /// What the answer's first words are so far.
    private(set) var opening = RefusalOpening()

    /// What the chunks of the stream have in common.
    var layout = ChunkLayout()

    /// When the last choice was finished.
    private(set) var finished: ContinuousClock.Instant?

    var choicesSeen: UInt64 = 0
    private var choicesFinished: UInt64 = 0
    private var mayBeStream = false

    /// How the body is read, decided by the head and the first bytes.
    enum Form {
        case none
        case stream
        case whole
        case error
    }

    /// The most bytes of an error body that are read.
    private static let errorBodyBytesMax = 64 << 10

    /// The most gaps for which room is made beforehand.
    private static let gapsReservedMax = 512

    /// The most bytes kept of the beginning of a stream.
    private static let streamOpeningBytesMax = 80

    /// Creates a reader of the response to one request.
    ///
    /// - Parameters:
    ///   - api: How the answer reads.
    ///   - request: What was asked.
    ///   - limits: Bounds on sizes.
    ///   - instants: The phases so far.
    ///   - keepText: Whether to keep the answer's text.
    package init(
        api: any WireAPI, request: InferenceRequest, limits: RequestLimits,
        instants: PhaseInstants, keepText: Bool
    ) {
        self.api = api
        self.request = request
        self.limits = limits
        self.keepText = keepText
        events = ServerSentEventParser(eventBytesMax: limits.eventBytesMax)
        lines = JSONLinesParser(lineBytesMax: limits.eventBytesMax)
        measured = MeasuredRequest(instants: instants, outcome: .truncated)
        measured.maxTokens = request.maxTokens
    }

    /// Changes the phases that happen outside the response.
    ///
    /// - Parameter change: Sets instants.
    mutating func note(_ change: (inout PhaseInstants) -> Void) {
        change(&measured.instants)
    }

    /// Changes facts about the connection.
    ///
    /// - Parameter change: Sets the measurement's connection members.
    mutating func noteConnection(_ change: (inout MeasuredRequest) -> Void) {
        change(&measured)
    }

    /// Whether the answer's last word (finish reason of every choice) has been seen.
    var isFinished: Bool { choicesSeen != 0 && choicesSeen & ~choicesFinished == 0 }

    // MARK: - Head

    /// Takes the response head.
    ///
    /// - Parameters:
    ///   - head: Status and the headers that matter.
    ///   - instant: When it was read.
    /// - Returns: What to do next.
    package mutating func read(
        _ head: ResponseHead, at instant: ContinuousClock.Instant
    ) -> Action {
        guard !isDecided else { return .complete }
        measured.instants.responseHead = instant
        measured.status = head.status
        measured.serverHeader = head.server
        measured.replica = head.replica
        measured.serverDateUnixSeconds = head.dateUnixSeconds
        self.head = head
        if let coding = head.contentEncoding {
            return readEncoded(coding, at: instant)
        }
        guard (200..<300).contains(head.status) else {
            form = .error
            return .read
        }
        let type = head.contentType?.lowercased() ?? ""
        if isLineStream(contentType: type) {
            form = .stream
            // Under another type it takes a second line to tell a stream from a whole answer.
            measured.isStream = Self.isLineType(type)
        } else if request.stream, api.framing == .serverSentEvents,
            type.hasPrefix("text/event-stream")
        {
            form = .stream
            measured.isStream = true
        } else {
            form = .whole
            // Some servers stream events under `text/plain` or no type: believe the bytes.
            mayBeStream = request.stream && api.framing == .serverSentEvents
        }
        return .read
    }

    /// Ends a request whose answer is compressed, which was not asked for.
    private mutating func readEncoded(
        _ coding: String, at instant: ContinuousClock.Instant
    ) -> Action {
        if (200..<300).contains(head.status) {
            decide(
                .malformed("the body has the content encoding \(coding), which was not asked for"),
                at: instant)
        } else {
            // The status says enough; the body would only be noise.
            decideStatus(at: instant)
        }
        return .hangUp
    }

    // MARK: - Body

    /// Takes the next bytes of the body.
    ///
    /// - Parameters:
    ///   - bytes: The bytes of one read.
    ///   - instant: When they were read.
    /// - Returns: What to do next.
    package mutating func read(
        _ bytes: UnsafeRawBufferPointer, at instant: ContinuousClock.Instant
    ) -> Action {
        guard !isDecided, !bytes.isEmpty else { return isDecided ? .complete : .read }
        if measured.instants.firstByte == nil { measured.instants.firstByte = instant }
        measured.bodyBytes += bytes.count
        lastByte = instant
        switch form {
        case .none:
            return .read
        case .error:
            let room = ResponseReader.errorBodyBytesMax - body.count
            body.append(contentsOf: bytes.prefix(max(0, room)))
            guard room > bytes.count else {
                decideStatus(at: instant)
                return .hangUp
            }
            return .read
        case .whole:
            guard measured.bodyBytes <= limits.bodyBytesMax else { return tooLarge(at: instant) }
            body.append(contentsOf: bytes)
            return mayBeStream ? sniff(at: instant) : .read
        case .stream:
            guard measured.bodyBytes <= limits.bodyBytesMax else { return tooLarge(at: instant) }
            return readStream(bytes, at: instant)
        }
    }

    /// Looks whether a body that is not declared as an event stream is one all the same.
    private mutating func sniff(at instant: ContinuousClock.Instant) -> Action {
        let openings = ServerSentEventParser.openings
        let (isStream, isOpen) = body.withUnsafeBytes { bytes in
            (
                openings.contains { bytes.begins(with: $0) },
                openings.contains { bytes.isBeginning(of: $0) }
            )
        }
        guard isStream else {
            mayBeStream = isOpen
            return .read
        }
        mayBeStream = false
        form = .stream
        measured.isStream = true
        let opening = body
        body = []
        return opening.withUnsafeBytes { readStream($0, at: instant) }
    }

    private mutating func tooLarge(at instant: ContinuousClock.Instant) -> Action {
        decide(.malformed("a body larger than \(limits.bodyBytesMax) bytes"), at: instant)
        return .hangUp
    }

    private mutating func readStream(
        _ bytes: UnsafeRawBufferPointer, at instant: ContinuousClock.Instant
    ) -> Action {
        if body.count < ResponseReader.streamOpeningBytesMax {
            body.append(
                contentsOf: bytes.prefix(ResponseReader.streamOpeningBytesMax - body.count))
        }
        let chunksBefore = measured.chunkCount
        let tokenBefore = measured.instants.lastToken
        var rest = bytes
        var action = takeKnown(&rest, at: instant)
        if action == .read, !rest.isEmpty { action = parse(rest, at: instant) }
        // Everything of one read carries one instant.
        if measured.chunkCount > chunksBefore, tokenBefore != instant {
            measured.meaningfulReadCount += 1
        }
        return action
    }

    private mutating func parse(
        _ bytes: UnsafeRawBufferPointer, at instant: ContinuousClock.Instant
    ) -> Action {
        var action = Action.read
        // The parser is taken out (not copied), so that its events may change the rest.
        do {
            switch api.framing {
            case .serverSentEvents:
                var parser = ServerSentEventParser()
                swap(&parser, &events)
                defer { swap(&parser, &events) }
                try parser.feed(bytes) { event in
                    guard action == .read else { return }
                    action = take(event, at: instant)
                }
            case .jsonLines:
                var parser = JSONLinesParser()
                swap(&parser, &lines)
                defer { swap(&parser, &lines) }
                try parser.feed(bytes) { line in
                    guard action == .read else { return }
                    action = take(ServerSentEvent(type: Self.noType, data: line), at: instant)
                }
            }
        } catch {
            if action == .read {
                decide(.malformed("\(error)"), at: instant)
                action = .hangUp
            }
        }
        return action
    }

    mutating func take(
        _ event: ServerSentEvent, at instant: ContinuousClock.Instant
    ) -> Action {
        if let piece = known(event) {
            absorb(piece, at: instant)
            return isCancelled(at: instant) ? .hangUp : .read
        }
        if measured.instants.firstChunk == nil {
            measured.instants.firstChunk = instant
        } else {
            measured.isStream = true
        }
        let brought: StreamEvent
        do {
            brought = try api.decodeEvent(type: event.type, data: event.data, keepText: keepText)
        } catch {
            let shown = event.dataText.printable(countMax: 80)
            decide(.malformed("\(error), in the event \"\(shown)\""), at: instant)
            return .hangUp
        }
        if let error = brought.error {
            decide(.errorInStream(error), at: instant)
            return .hangUp
        }
        absorb(brought, at: instant)
        if isOpening(brought) {
            // Measuring does without text; the first words are decoded apart, once or twice.
            let words = try? api.decodeEvent(type: event.type, data: event.data, keepText: true)
            look(at: words)
        }
        // An end that belongs to one of several choices is not yet that of the stream.
        if brought.isEndMark, brought.finishedChoices == 0 || isFinished {
            measured.sawEndMark = true
            decideEnd(at: instant, isProper: true)
            return .complete
        }
        learn(event, brought)
        return isCancelled(at: instant) ? .hangUp : .read
    }

    /// Ends the request when it has brought as many chunks as were wanted.
    mutating func isCancelled(at instant: ContinuousClock.Instant) -> Bool {
        guard let limit = request.cancelAfterChunks, measured.chunkCount >= limit else {
            return false
        }
        decide(.cancelled(.requested), at: instant)
        return true
    }

    /// Adds what an event brought to the measurement.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - instant: When it arrived.
    mutating func absorb(_ event: StreamEvent, at instant: ContinuousClock.Instant) {
        choicesSeen |= event.choices
        choicesFinished |= event.finishedChoices
        if event.finishedChoices != 0 {
            finishReason = finishReason ?? event.finishReason
            if isFinished { finished = instant }
        }
        if let usage = event.usage { measured.usage = measured.usage.updated(with: usage) }
        if let timings = event.serverTimings { measured.serverTimings = timings }
        if keepText {
            if let model = event.model { measured.servedModel = model }
            measured.text += event.text
        }
        if event.isRefusal || event.finishReason == .contentFilter { measured.isRefusal = true }
        guard event.isMeaningful else { return }
        countChunk(isReasoning: event.reasoningBytes > 0, at: instant)
    }

    /// Counts a meaningful chunk.
    ///
    /// - Parameters:
    ///   - isReasoning: Whether it carries reasoning.
    ///   - instant: When it arrived.
    mutating func countChunk(isReasoning: Bool, at instant: ContinuousClock.Instant) {
        measured.chunkCount += 1
        if isReasoning { measured.reasoningChunkCount += 1 }
        guard let last = measured.instants.lastToken else {
            measured.instants.firstToken = instant
            measured.instants.lastToken = instant
            measured.gapNanoseconds.reserveCapacity(
                min(max(0, request.maxTokens), Self.gapsReservedMax))
            return
        }
        guard last != instant else {
            measured.gapNanoseconds.append(0)
            return
        }
        measured.gapNanoseconds.append(last.duration(to: instant).nanoseconds)
        measured.instants.lastToken = instant
    }

    /// Whether an event brings words by which the answer may turn out to refuse.
    ///
    /// - Parameter event: The event.
    /// - Returns: False once that is known.
    func isOpening(_ event: StreamEvent) -> Bool {
        event.contentBytes > 0 && opening.verdict == nil && measured.isRefusal != true
    }

    /// Looks at the answer's first words; they are not kept.
    ///
    /// - Parameter event: An event with its text.
    mutating func look(at event: StreamEvent?) {
        opening.append(event?.content ?? "")
        // Words that begin like a refusal are none unless more of them follows.
        measured.isRefusal = opening.verdict ?? false
    }

    // MARK: - The outcome

    /// Settles the outcome.
    ///
    /// - Parameters:
    ///   - outcome: How the request ended.
    ///   - instant: When it ended.
    mutating func decide(_ outcome: Outcome, at instant: ContinuousClock.Instant) {
        precondition(!isDecided, "a request has one outcome")
        measured.outcome = outcome
        measured.instants.end = instant
        isDecided = true
    }
}
