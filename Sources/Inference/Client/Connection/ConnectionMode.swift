/// Whether requests share connections.
package enum ConnectionMode: String, Sendable, Equatable, CaseIterable, Codable {
    /// A finished request leaves its connection to the next one, as every HTTP client does.
    case keepAlive = "keep-alive"

    /// Every request resolves, connects and shakes hands anew, as a first-time user does.
    case fresh
}
