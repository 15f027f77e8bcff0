extension Dialect {
    /// Hugging Face text-generation-inference: no TTFT, no KV usage, no model label.
    static let tgi = Dialect(
        engine: .tgi,
        expressions: [
            .running: [SignalExpression(.sum(SeriesSelector("tgi_batch_current_size")))],
            .waiting: [SignalExpression(.sum(SeriesSelector("tgi_queue_size")))],
            .promptTokens: [
                SignalExpression(
                    .sum(SeriesSelector("tgi_request_input_length_sum")),
                    note: "Counted when the request ends.")
            ],
            .generationTokens: [
                SignalExpression(
                    .sum(SeriesSelector("tgi_request_generated_tokens_sum")),
                    note: "Counted when the request ends.")
            ],
            .requestsFinished: [
                SignalExpression(
                    .sum(SeriesSelector("tgi_request_success")),
                    note: "Successful requests only.")
            ],
            .endToEndLatency: [
                SignalExpression(.histogram(SeriesSelector("tgi_request_duration")))
            ],
            .queueTime: [
                SignalExpression(.histogram(SeriesSelector("tgi_request_queue_duration")))
            ],
        ])
}
