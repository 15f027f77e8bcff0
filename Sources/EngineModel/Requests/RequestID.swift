/// The name of a request inside one engine; later requests have larger numbers.
package struct RequestID: Hashable, Comparable, Sendable {
    /// Running number, starting at 0.
    package let number: UInt64

    /// Whether one request was submitted before another.
    package static func < (left: RequestID, right: RequestID) -> Bool {
        left.number < right.number
    }
}
