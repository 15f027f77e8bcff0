/// What the path does to the answers that begin now, from the proxies to the link.
package struct PathEffects: Equatable, Sendable {
    /// When a proxy passes on what it has.
    package enum Buffering: Equatable, Sendable {
        /// At once.
        case none
        /// When so many bytes have come together, cut exactly there, and at the end.
        case bytes(Int)
        /// At the end of the answer.
        case whole
    }

    /// When a proxy passes on what it has.
    package var buffering: Buffering
    /// How long an answer may last before a proxy closes the connection, in seconds from its head; nil for as long as it likes.
    package var cutAfterSeconds: Double?

    /// Describes a path.
    package init(buffering: Buffering = .none, cutAfterSeconds: Double? = nil) {
        self.buffering = buffering
        self.cutAfterSeconds = cutAfterSeconds
    }

    /// What the conditions of a path mean for one answer: the largest buffer counts, and the shortest patience.
    ///
    /// - Parameter conditions: Those that hold when the answer begins; others than those of the path are left alone.
    package init(_ conditions: [Fault]) {
        self.init()
        for condition in conditions {
            switch condition {
            case .buffering(let bytes):
                switch (buffering, bytes) {
                case (.whole, _), (_, nil): buffering = .whole
                case (.none, let bytes?): buffering = .bytes(max(1, bytes))
                case (.bytes(let held), let bytes?): buffering = .bytes(max(held, bytes))
                }
            case .cutAfter(let limit):
                let seconds = limit / .seconds(1)
                cutAfterSeconds = min(cutAfterSeconds ?? seconds, seconds)
            default: continue
            }
        }
    }
}
