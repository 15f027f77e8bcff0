/// What carries the bytes of one connection.
///
/// Tells its connection what happens, and does what it is told. Confined to the client's event loop.
protocol Transport: AnyObject {
    /// Whether bytes can be sent.
    var isActive: Bool { get }

    /// Sends bytes, in full and in order; the connection hears when the kernel has taken them all.
    ///
    /// - Parameter bytes: The bytes.
    func send(_ bytes: [UInt8])

    /// Closes it; the connection hears of it later, not from within this call.
    func close()
}
