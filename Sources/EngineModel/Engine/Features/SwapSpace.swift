/// Memory of the host that takes the cache of preempted requests, and the way there.
package struct SwapSpace: Equatable, Sendable {
    /// Bytes of keys and values per token, over all layers.
    package var kvBytesPerToken: Double
    /// Bytes per second between card and host; many small copies reach a fraction of the link's rate.
    package var bytesPerSecond: Double
    /// KV blocks the host has room for.
    package var hostBlocks: Int

    /// Describes the memory and the way there.
    ///
    /// - Parameters:
    ///   - kvBytesPerToken: Bytes of keys and values per token.
    ///   - bytesPerSecond: Bytes per second between card and host.
    ///   - hostBlocks: KV blocks the host has room for.
    package init(kvBytesPerToken: Double, bytesPerSecond: Double, hostBlocks: Int) {
        self.kvBytesPerToken = kvBytesPerToken
        self.bytesPerSecond = bytesPerSecond
        self.hostBlocks = hostBlocks
    }
}
