import Exposition

/// A sample's name recognised: its family, and which of the family's series it is.
package struct KnownSeries: Sendable, Hashable {
    package var family: KnownFamily
    package var role: SeriesRole

    /// The name as written in a query, with the prefix Ray gives where it did.
    package var name: String

    /// Whether values only grow until the process restarts.
    package var isCumulative: Bool {
        switch role {
        case .bucket, .sum, .count: true
        case .value: family.type == .counter
        case .created: false
        }
    }
}
