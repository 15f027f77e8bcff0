/// Where a cause sits.
package enum CauseKind: String, Sendable, Hashable, Codable, CaseIterable {
    case engine
    case hardware
    case path
    case behaviour
    case measurement
}
