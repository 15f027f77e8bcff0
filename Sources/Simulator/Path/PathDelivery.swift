/// Bytes of an answer that reach the far end of the path together.
package struct PathDelivery: Equatable, Sendable {
    /// The bytes.
    package var bytes: [UInt8]
    /// When they are there.
    package var seconds: Double

    /// Describes a delivery.
    package init(bytes: [UInt8], seconds: Double) {
        self.bytes = bytes
        self.seconds = seconds
    }
}
