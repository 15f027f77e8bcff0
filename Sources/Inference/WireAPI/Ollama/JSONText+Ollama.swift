/// The members that both of Ollama's request bodies end with.
extension JSONText {
    /// Appends whether to stream, and the options of a request, each with its leading comma.
    ///
    /// - Parameter request: What to ask for.
    mutating func ollamaOptions(of request: InferenceRequest) {
        // Without the member, Ollama streams.
        raw(",\"stream\":")
        boolean(request.stream)
        raw(",\"options\":{\"num_predict\":")
        number(request.maxTokens)
        if let temperature = request.temperature {
            raw(",\"temperature\":")
            number(temperature)
        }
        if !request.stop.isEmpty {
            raw(",\"stop\":")
            strings(request.stop)
        }
        raw("}")
    }
}
