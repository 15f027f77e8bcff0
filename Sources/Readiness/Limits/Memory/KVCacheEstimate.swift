/// How many tokens and requests a memory holds, computed from a model's shape.
///
/// It is arithmetic, no measurement: an engine keeps whole blocks, and some of the memory for itself.
/// What it printed at its start, or tells as a metric, wins.
package struct KVCacheEstimate: Sendable, Hashable {
    package let shape: KVCacheShape
    package let type: KVElementType
    /// What is given to the KV cache; nil when nobody said.
    package let memory: MemorySize?
    /// The longest request in tokens; nil when nobody said.
    package let length: Int?
    /// Remarks on what was read.
    package let notes: [String]

    /// Prepares the arithmetic.
    package init(
        shape: KVCacheShape, type: KVElementType, memory: MemorySize? = nil, length: Int? = nil,
        notes: [String] = []
    ) {
        self.shape = shape
        self.type = type
        self.memory = memory
        self.length = length
        self.notes = notes
    }

    /// The bytes kept for each token.
    package var bytesPerToken: Int { shape.bytesPerToken(type) }

    /// The tokens that the memory holds: whole ones.
    package var tokens: Int? { memory.map { $0.bytes / bytesPerToken } }

    /// The requests of full length that the memory holds at once; nil without memory or length.
    package var fullLengthRequests: Double? {
        guard let tokens, let length else { return nil }
        return Double(tokens) / Double(length)
    }

    /// The memory of one request of full length; nil without a length, or beyond all memory.
    package var requestMemory: MemorySize? {
        guard let length else { return nil }
        let (bytes, overflow) = bytesPerToken.multipliedReportingOverflow(by: length)
        return overflow ? nil : MemorySize(bytes: bytes)
    }
}
