/// The members that both OpenAI request bodies end with.
extension JSONText {
    /// Appends the options of a request, each with its leading comma.
    ///
    /// - Parameter request: What to ask for.
    mutating func openAIOptions(of request: InferenceRequest) {
        raw(",\"max_tokens\":")
        number(request.maxTokens)
        if let temperature = request.temperature {
            raw(",\"temperature\":")
            number(temperature)
        }
        if !request.stop.isEmpty {
            raw(",\"stop\":")
            strings(request.stop)
        }
        guard request.stream else {
            raw(",\"stream\":false")
            return
        }
        raw(",\"stream\":true")
        if request.wantsUsage { raw(",\"stream_options\":{\"include_usage\":true}") }
    }
}
