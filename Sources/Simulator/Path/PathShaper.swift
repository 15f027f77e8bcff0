/// What one answer goes through between the engine and the client: it takes bytes when they are written and says when they arrive.
///
/// Pure: it has no clock. Times are seconds of the caller's clock and must not run backwards. Whoever drives it
///
/// - hands over every piece with ``write(_:at:link:)`` and the end with ``end(at:link:)``,
/// - calls ``release(at:link:)`` at ``wakeSeconds``, when something is held that nobody will push,
/// - closes the connection at ``cutSeconds``, unless the answer was through before.
package struct PathShaper: Equatable, Sendable {
    /// What the path does to this answer.
    package let effects: PathEffects
    /// When a proxy closes the connection; nil for never.
    package let cutSeconds: Double?
    /// Until when nothing passes; nil when the way is free.
    package private(set) var wakeSeconds: Double?
    /// When the last byte given out arrives.
    package private(set) var lastDeliverySeconds: Double

    private var held: [UInt8] = []
    private var isEnding = false
    private var isEnded = false

    /// Begins an answer.
    ///
    /// - Parameters:
    ///   - effects: What the path does to it.
    ///   - seconds: When its head is written.
    package init(effects: PathEffects, at seconds: Double) {
        self.effects = effects
        cutSeconds = effects.cutAfterSeconds.map { seconds + $0 }
        lastDeliverySeconds = seconds
    }

    /// Whether everything has been given out.
    package var isThrough: Bool { isEnded }

    /// Bytes that were written and have not been given out.
    package var heldBytes: Int { held.count }

    /// Lets nothing pass for a while; what is written meanwhile comes together.
    ///
    /// - Parameter seconds: Until when.
    package mutating func stall(until seconds: Double) {
        wakeSeconds = max(wakeSeconds ?? seconds, seconds)
    }

    /// Takes a piece of the answer.
    ///
    /// - Parameters:
    ///   - bytes: What is written.
    ///   - seconds: When.
    ///   - link: The link that the answer shares with others.
    /// - Returns: What can go now, with the times at which it arrives.
    package mutating func write(
        _ bytes: [UInt8], at seconds: Double, link: inout LinkState
    ) -> [PathDelivery] {
        guard !isEnding, !isCut(at: seconds) else { return [] }
        if effects.buffering == .none, wakeSeconds == nil, held.isEmpty {
            return deliver(bytes, at: seconds, link: &link)
        }
        held.append(contentsOf: bytes)
        return flow(at: seconds, link: &link)
    }

    /// Takes the end of the answer: whatever a proxy holds goes.
    ///
    /// - Parameters:
    ///   - seconds: When the server ended it.
    ///   - link: The link that the answer shares with others.
    /// - Returns: What can go now; ``isThrough`` says whether that is all.
    package mutating func end(at seconds: Double, link: inout LinkState) -> [PathDelivery] {
        guard !isCut(at: seconds) else { return [] }
        isEnding = true
        return flow(at: seconds, link: &link)
    }

    /// Goes on after a stall.
    ///
    /// - Parameters:
    ///   - seconds: When; not before ``wakeSeconds``.
    ///   - link: The link that the answer shares with others.
    /// - Returns: What can go now.
    package mutating func release(at seconds: Double, link: inout LinkState) -> [PathDelivery] {
        guard !isCut(at: seconds) else { return [] }
        return flow(at: seconds, link: &link)
    }

    private func isCut(at seconds: Double) -> Bool {
        cutSeconds.map { seconds >= $0 } ?? false
    }

    private mutating func flow(at seconds: Double, link: inout LinkState) -> [PathDelivery] {
        if let wake = wakeSeconds {
            guard seconds >= wake else { return [] }
            wakeSeconds = nil
        }
        var deliveries: [PathDelivery] = []
        if case .bytes(let size) = effects.buffering, held.count >= size {
            var first = 0
            while held.count - first >= size {
                deliveries += deliver(
                    Array(held[first..<first + size]), at: seconds, link: &link)
                first += size
            }
            held.removeFirst(first)
        } else if effects.buffering == .none {
            deliveries += takeHeld(at: seconds, link: &link)
        }
        if isEnding {
            deliveries += takeHeld(at: seconds, link: &link)
            isEnded = true
        }
        return deliveries
    }

    private mutating func takeHeld(at seconds: Double, link: inout LinkState) -> [PathDelivery] {
        let bytes = held
        held = []
        return deliver(bytes, at: seconds, link: &link)
    }

    /// Puts bytes on the link; what would arrive after the cut does not.
    private mutating func deliver(
        _ bytes: [UInt8], at seconds: Double, link: inout LinkState
    ) -> [PathDelivery] {
        guard !bytes.isEmpty else { return [] }
        let arrival = max(lastDeliverySeconds, link.send(bytes.count, at: seconds))
        if let cutSeconds, arrival >= cutSeconds { return [] }
        lastDeliverySeconds = arrival
        return [PathDelivery(bytes: bytes, seconds: arrival)]
    }
}
