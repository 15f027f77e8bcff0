/// What kind of reason a verdict other than READY rests on.
package enum VerdictClass: String, Sendable, Equatable, Codable, CaseIterable {
    /// Nothing is reachable at the address: no name, closed port, no TLS.
    case unreachable

    /// Requests can never work as configured: credentials, model, path, arguments.
    case configuration

    /// Requests fail.
    case failures

    /// Requests succeed, but too slowly.
    case performance

    /// The endpoint answers, but not as it should: it does not stream, answers are empty or cut.
    case functional

    /// A server-side signal is outside its limit.
    case capacity

    /// firstlight itself was the bottleneck, so the figures say nothing about the endpoint.
    case measurement

    /// Too few probes to decide.
    case evidence

    /// The run was interrupted.
    case interrupted
}
