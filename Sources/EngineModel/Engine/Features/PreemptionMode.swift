/// What becomes of the cache of a request that has to give way.
package enum PreemptionMode: Equatable, Sendable {
    /// It is dropped, and everything is computed again; the only way of vLLM's V1 engine and the default of its first.
    case recompute
    /// It is copied to memory of the host and back, as vLLM's first engine can do (`preemption_mode="swap"`).
    ///
    /// The worker copies before it computes, so every copy holds up the whole batch. Where the host has no room left, the
    /// request is computed again; the real engine stops there.
    case swap(SwapSpace)
}
