extension Dialect {
    /// Hugging Face text-generation-inference: no TTFT, no KV usage, no model label.
    static let tgi = Dialect(
        exporter: .engine(.tgi),
        sources: [
            .running: [SignalSource(.sum(SeriesSelector("tgi_batch_current_size")))],
            .waiting: [SignalSource(.sum(SeriesSelector("tgi_queue_size")))],
            .kvCacheTokens: [
                SignalSource(
                    .sum(SeriesSelector("tgi_batch_max_total_tokens")), releases: "2.4 and later")
            ],
            .promptTokens: [
                SignalSource(
                    .sum(SeriesSelector("tgi_request_input_length_sum")),
                    note: "Counted when the request ends.")
            ],
            .generationTokens: [
                SignalSource(
                    .sum(SeriesSelector("tgi_request_generated_tokens_sum")),
                    note: "Counted when the request ends.")
            ],
            .requestsFinished: [
                SignalSource(
                    .sum(SeriesSelector("tgi_request_success")),
                    note: "Successful requests only.")
            ],
            .errors: [
                SignalSource(
                    .sumOrZero(
                        SeriesSelector(
                            "tgi_request_failure", .none("err", of: ["validation", "template"])),
                        ifPresent: SeriesSelector("tgi_request_count")), by: "err",
                    note: "Without those whose request was at fault.")
            ],
            .admissionRejections: [
                SignalSource(
                    .sumOrZero(
                        SeriesSelector("tgi_request_failure", .equal("err", "overloaded")),
                        ifPresent: SeriesSelector("tgi_request_count")))
            ],
            .timePerOutputToken: [
                SignalSource(
                    .histogram(SeriesSelector("tgi_request_mean_time_per_token_duration")),
                    note: "The computing of the prompt is included.")
            ],
            .endToEndLatency: [SignalSource(.histogram(SeriesSelector("tgi_request_duration")))],
            .queueTime: [
                SignalSource(.histogram(SeriesSelector("tgi_request_queue_duration")))
            ],
            .prefillTime: [
                SignalSource(
                    .histogram(
                        SeriesSelector("tgi_batch_inference_duration", .equal("method", "prefill"))),
                    note: "Per batch, not per request.")
            ],
            .promptLength: [SignalSource(.histogram(SeriesSelector("tgi_request_input_length")))],
            .generationLength: [
                SignalSource(.histogram(SeriesSelector("tgi_request_generated_tokens")))
            ],
        ])
}
