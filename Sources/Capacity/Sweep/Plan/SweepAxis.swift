/// What grows from level to level of a sweep.
package enum SweepAxis: String, Sendable, Equatable, Codable, CaseIterable {
    /// Requests in flight at once: a closed loop.
    case concurrency
    /// Requests a second, whatever the server does: an open loop.
    case rate

    /// A level for people: `8 at once`, `2.5 requests/s`.
    ///
    /// - Parameter level: The level.
    /// - Returns: The level with its unit.
    package func text(_ level: Double) -> String {
        switch self {
        case .concurrency: "\(Self.number(level)) at once"
        case .rate: "\(Self.number(level)) requests/s"
        }
    }

    /// A level as a bare number, without a fraction where there is none.
    ///
    /// - Parameter level: The level.
    /// - Returns: At most three places.
    package static func number(_ level: Double) -> String {
        guard level != level.rounded() || abs(level) >= 1e15 else { return "\(Int(level))" }
        return "\((level * 1000).rounded() / 1000)"
    }
}
