/// Bytes of a body that the client read at once.
package struct TracedPiece: Equatable, Sendable {
    /// Where in the body they end; they begin where the piece before ends.
    package var end: Int
    /// When the client read them, in seconds since the world began.
    package var seconds: Double

    package init(end: Int, seconds: Double) {
        self.end = end
        self.seconds = seconds
    }
}
