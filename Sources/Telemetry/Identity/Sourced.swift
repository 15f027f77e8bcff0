/// A fact about a server and where it was read.
package struct Sourced<Value: Sendable & Hashable>: Sendable, Hashable {
    package let value: Value
    /// Such as `GET /version` or `label num_gpu_blocks of vllm:cache_config_info`.
    package let source: String

    package init(_ value: Value, source: String) {
        self.value = value
        self.source = source
    }
}
