/// The short way for chunks that differ from an earlier one in nothing but their text.
extension ResponseReader {
    /// Takes the events at the front of what was read that have the layout of an earlier chunk.
    ///
    /// - Parameters:
    ///   - bytes: The bytes; the events are taken off the front.
    ///   - instant: When they were read.
    /// - Returns: What to do next.
    mutating func takeKnown(
        _ bytes: inout UnsafeRawBufferPointer, at instant: ContinuousClock.Instant
    ) -> Action {
        guard let piece = layout.piece, events.isBetweenEvents, isSettled(piece) else {
            return .read
        }
        while let count = layout.eventCount(bytes), count <= limits.eventBytesMax {
            bytes = UnsafeRawBufferPointer(rebasing: bytes[count...])
            events.passEvent()
            absorb(piece, at: instant)
            if isCancelled(at: instant) { return .hangUp }
        }
        return .read
    }

    /// Adds a chunk of a known layout to the measurement.
    ///
    /// - Parameters:
    ///   - piece: What it brought.
    ///   - instant: When it arrived.
    mutating func absorb(_ piece: ChunkLayout.Piece, at instant: ContinuousClock.Instant) {
        // A layout was learned from an event before this one: several of them are a stream.
        measured.isStream = true
        choicesSeen |= piece.choices
        countChunk(isReasoning: piece.isReasoning, at: instant)
    }

    /// The layout's piece, when an event has the layout and nothing more is to be learned of it.
    ///
    /// - Parameter event: The event.
    /// - Returns: What it brought; `nil` when it must be read in full.
    mutating func known(_ event: ServerSentEvent) -> ChunkLayout.Piece? {
        guard let piece = layout.piece, event.type.isEmpty, isSettled(piece),
            layout.fits(event.data)
        else { return nil }
        return piece
    }

    /// Remembers the layout of an event that was read in full.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - brought: What it brought.
    mutating func learn(_ event: ServerSentEvent, _ brought: StreamEvent) {
        guard !keepText, layout.isLearning, event.type.isEmpty,
            let text = api.plainText(in: event.data, of: brought)
        else { return }
        layout.learn(
            event.data, text: text,
            piece: ChunkLayout.Piece(
                isReasoning: brought.reasoningBytes > 0, choices: brought.choices))
    }

    /// Whether the words of a piece are of no more interest: the answer's first ones are looked at.
    private func isSettled(_ piece: ChunkLayout.Piece) -> Bool {
        piece.isReasoning || opening.verdict != nil || measured.isRefusal == true
    }
}
