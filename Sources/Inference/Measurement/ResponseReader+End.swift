/// How a response ends: properly, too early, or by the client's own limits.
extension ResponseReader {
    /// Takes the proper end of the response.
    ///
    /// - Parameter instant: When it was seen.
    package mutating func readEnd(at instant: ContinuousClock.Instant) {
        readLastLine(at: instant)
        guard !isDecided else { return }
        switch form {
        case .none: decide(.connectionLost("no response head"), at: instant)
        case .error: decideStatus(at: instant)
        case .whole: decideWhole(at: instant)
        case .stream: decideEnd(at: instant, isProper: true)
        }
    }

    /// Takes a closed connection before the proper end of the response.
    ///
    /// - Parameters:
    ///   - instant: When it was seen.
    ///   - reason: Why, in words.
    package mutating func readClose(at instant: ContinuousClock.Instant, reason: String) {
        readLastLine(at: instant)
        guard !isDecided else { return }
        switch form {
        case .none: decide(.connectionLost("closed before the response head\(reason)"), at: instant)
        case .error: decideStatus(at: instant)
        case .whole: decide(.connectionLost("closed inside the body\(reason)"), at: instant)
        case .stream: decideEnd(at: instant, isProper: false)
        }
    }

    /// Ends the request for a reason outside the response.
    ///
    /// A stream whose answer was already finished stays completed: the user has it all. A response
    /// that has failed by its status keeps that failure, whatever its body still does.
    ///
    /// - Parameters:
    ///   - outcome: The reason.
    ///   - instant: When it was decided.
    package mutating func fail(_ outcome: Outcome, at instant: ContinuousClock.Instant) {
        guard !isDecided else { return }
        if form == .stream, isFinished {
            decideEnd(at: finished ?? instant, isProper: false)
        } else if form == .error {
            decideStatus(at: instant)
        } else {
            decide(outcome, at: instant)
        }
    }

    /// The end of a stream: by end mark, end of body or a closed connection.
    ///
    /// - Parameters:
    ///   - instant: When it was seen.
    ///   - isProper: Whether the response ended as HTTP says, rather than by a closed connection.
    mutating func decideEnd(at instant: ContinuousClock.Instant, isProper: Bool) {
        let ended = isFinished || measured.sawEndMark
        let outcome: Outcome
        if measured.chunkCount > 0 {
            outcome = ended ? .completed(finishReason) : .truncated
        } else if ended {
            outcome = .empty(finishReason)
        } else if measured.instants.firstChunk != nil {
            outcome = .truncated
        } else if measured.bodyBytes > 0, !events.looksLikeEventStream, !lines.hasUnfinishedLine {
            let opening = String(decoding: body, as: UTF8.self).printable(countMax: 80)
            outcome = .malformed(
                "a stream of \(measured.bodyBytes) bytes without an event, which begins "
                    + "\"\(opening)\"")
        } else {
            // No byte, or comments and nothing else, are an empty answer; an event cut off is not.
            let isCutOff = events.hasUnfinishedEvent || lines.hasUnfinishedLine
            outcome = isProper && !isCutOff ? .empty(nil) : .truncated
        }
        decide(outcome, at: instant)
    }

    private mutating func decideWhole(at instant: ContinuousClock.Instant) {
        let outcome: Outcome = body.withUnsafeBytes { bytes in
            if bytes.isEmpty { return .empty(nil) }
            if ErrorBodyReader.isHTML(bytes) {
                return .malformed("\(ErrorBodyReader.read(bytes)?.message ?? "an HTML page")")
            }
            do {
                let event = try api.decodeWhole(bytes, keepText: keepText)
                if let error = event.error { return .errorInStream(error) }
                absorb(event, at: instant)
                if isOpening(event) { look(at: try? api.decodeWhole(bytes, keepText: true)) }
                measured.meaningfulReadCount = measured.chunkCount
                if measured.chunkCount == 0 { return .empty(event.finishReason) }
                return .completed(event.finishReason)
            } catch {
                return .malformed("\(error)")
            }
        }
        decide(outcome, at: instant)
    }

    /// The outcome of a response whose status is no success.
    ///
    /// - Parameter instant: When it was seen.
    mutating func decideStatus(at instant: ContinuousClock.Instant) {
        let error = body.withUnsafeBytes { ErrorBodyReader.read($0) }
        decide(
            StatusClassifier.outcome(
                status: head.status, error: error, retryAfter: head.retryAfter,
                location: head.location),
            at: instant)
    }
}
