/// One `GET /v1/models` of the measuring client.
package struct TracedBeacon: Equatable, Sendable {
    /// When it was sent, in seconds since the world began.
    package var seconds: Double
    /// Until the answer was there, or the failure.
    package var durationSeconds: Double
    /// The status; nil when there was no answer.
    package var status: Int?
    /// Whether it opened a connection of its own.
    package var isFresh: Bool

    package init(seconds: Double, durationSeconds: Double, status: Int?, isFresh: Bool) {
        self.seconds = seconds
        self.durationSeconds = durationSeconds
        self.status = status
        self.isFresh = isFresh
    }
}
