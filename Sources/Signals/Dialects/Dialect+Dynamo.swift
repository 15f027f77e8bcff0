extension Dialect {
    /// Dynamo's own series, for a frontend or a worker whose engine's series are not in the body.
    ///
    /// The frontend's in-flight and queued gauges are not `running` and `waiting`: they span prefill
    /// and the whole response.
    static let dynamo = Dialect(
        engine: .dynamo,
        expressions: [
            .kvCacheUsage: [
                SignalExpression(
                    .max(SeriesSelector("dynamo_component_gpu_cache_usage_percent"))),
                SignalExpression(
                    .max(SeriesSelector("dynamo_component_kvstats_gpu_cache_usage_percent"))),
            ],
            .promptTokens: [
                SignalExpression(.sum(SeriesSelector("dynamo_frontend_input_sequence_tokens_sum")))
            ],
            .generationTokens: [
                SignalExpression(.sum(SeriesSelector("dynamo_frontend_output_tokens_total")))
            ],
            .requestsFinished: [
                SignalExpression(
                    .sum(SeriesSelector("dynamo_frontend_requests_total")), by: "status",
                    note: "By success and error; Dynamo tells no finish reason.")
            ],
            .timeToFirstToken: [
                SignalExpression(
                    .histogram(SeriesSelector("dynamo_frontend_time_to_first_token_seconds")),
                    note: "Routing is included.")
            ],
            .endToEndLatency: [
                SignalExpression(
                    .histogram(SeriesSelector("dynamo_frontend_request_duration_seconds")))
            ],
        ])
}
