package import Foundation

/// One cheap request beside the load, such as `GET /v1/models`: it takes the path and no slot of the engine.
package struct Beacon: Sendable, Equatable {
    /// When it was sent.
    package var timestamp: Date
    /// Until the answer was there, or the failure.
    package var duration: Duration
    /// The status; nil when there was no answer.
    package var status: Int?
    /// Whether it opened a connection of its own.
    package var isFresh: Bool

    /// Creates a record of one.
    package init(timestamp: Date, duration: Duration, status: Int?, isFresh: Bool) {
        self.timestamp = timestamp
        self.duration = duration
        self.status = status
        self.isFresh = isFresh
    }
}
