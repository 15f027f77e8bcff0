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
    /// A usual request in tokens, prompt and answer; nil when nobody said.
    package let usualLength: Int?
    /// Requests at once that have to fit; nil when nobody said.
    package let demand: Int?
    /// Remarks on what was read.
    package let notes: [String]

    /// Prepares the arithmetic.
    package init(
        shape: KVCacheShape, type: KVElementType, memory: MemorySize? = nil, length: Int? = nil,
        usualLength: Int? = nil, demand: Int? = nil, notes: [String] = []
    ) {
        self.shape = shape
        self.type = type
        self.memory = memory
        self.length = length
        self.usualLength = usualLength
        self.demand = demand
        self.notes = notes
    }

    /// The bytes kept for each token.
    package var bytesPerToken: Int { shape.bytesPerToken(type) }

    /// The tokens that the memory holds: whole ones.
    package var tokens: Int? { memory.map { $0.bytes / bytesPerToken } }

    /// The requests of full length that the memory holds at once; nil without memory or length.
    package var fullLengthRequests: Double? { requests(of: length) }

    /// The usual requests that the memory holds at once; nil without memory or their length.
    package var usualRequests: Double? { requests(of: usualLength) }

    /// The memory of one request of full length; nil without a length, or beyond all memory.
    package var requestMemory: MemorySize? { length.flatMap { memory(ofTokens: $0) } }

    /// The memory of one usual request; nil without a length, or beyond all memory.
    package var usualRequestMemory: MemorySize? { usualLength.flatMap { memory(ofTokens: $0) } }

    /// The memory of the demand, every request as long as the longest one, or else as a usual one;
    /// nil without a demand or a length, or beyond all memory.
    package var demandMemory: MemorySize? {
        guard let demand, let length = length ?? usualLength else { return nil }
        let (tokens, overflow) = demand.multipliedReportingOverflow(by: length)
        return overflow ? nil : memory(ofTokens: tokens)
    }

    private func requests(of length: Int?) -> Double? {
        guard let tokens, let length else { return nil }
        return Double(tokens) / Double(length)
    }

    private func memory(ofTokens tokens: Int) -> MemorySize? {
        let (bytes, overflow) = bytesPerToken.multipliedReportingOverflow(by: tokens)
        return overflow ? nil : MemorySize(bytes: bytes)
    }
}
