/// Where the time of one request went, as the server itself says in its answer.
///
/// Servers leave out what they do not measure; nothing here is derived.
package struct ServerTimings: Sendable, Equatable {
    /// The whole request, as the server saw it.
    package var total: Duration?

    /// Loading the model, waiting for it included.
    package var load: Duration?

    /// Reading the prompt.
    package var prefill: Duration?

    /// Writing the answer, from the first token on.
    package var decode: Duration?

    /// Creates timings.
    ///
    /// - Parameters:
    ///   - total: The whole request.
    ///   - load: Loading the model.
    ///   - prefill: Reading the prompt.
    ///   - decode: Writing the answer.
    package init(
        total: Duration? = nil, load: Duration? = nil, prefill: Duration? = nil,
        decode: Duration? = nil
    ) {
        self.total = total
        self.load = load
        self.prefill = prefill
        self.decode = decode
    }

    /// Whether the server told any of them.
    package var isEmpty: Bool { self == ServerTimings() }
}
