/// What came of opening connections before they were needed.
package struct OpenedConnections: Sendable, Equatable {
    /// How many connections stand.
    package var count = 0

    /// Name resolution and TCP handshake of each, in the order in which they stood.
    package var connectTimes: [Duration] = []

    /// The TLS handshake of each; empty for plain HTTP.
    package var secureTimes: [Duration] = []

    /// Why fewer stand than were wanted; `nil` when all do.
    package var shortfall: Outcome?

    /// Creates a summary of no connection.
    package init() {}

    /// Takes in what another client opened.
    ///
    /// - Parameter other: What came of it.
    package mutating func add(_ other: OpenedConnections) {
        count += other.count
        connectTimes += other.connectTimes
        secureTimes += other.secureTimes
        shortfall = shortfall ?? other.shortfall
    }
}
