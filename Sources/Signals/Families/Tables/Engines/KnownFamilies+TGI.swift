extension KnownFamilies {
    private static let draft = FamilyDraft(exporter: .tgi, prefix: "tgi_")

    /// 0.00015 times 1.5 to the power of 0 to 34 seconds.
    private static let durations: FamilyBuckets = {
        var bound = 0.00015
        var bounds: [Double] = []
        for _ in 0..<35 {
            bounds.append(bound)
            bound *= 1.5
        }
        return .fixed(bounds)
    }()

    /// Text Generation Inference up to v3.3.7; no label tells the model.
    static let tgi: [KnownFamily] = [
        draft.counter("request_count", .requests),
        draft.counter("request_success", .requests),
        draft.counter("request_failure", .requests, plus: ["err"]),
        draft.histogram("request_duration", .seconds, durations),
        draft.histogram("request_validation_duration", .seconds, durations),
        draft.histogram("request_queue_duration", .seconds, durations),
        draft.histogram("request_inference_duration", .seconds, durations),
        draft.histogram(
            "request_mean_time_per_token_duration", .seconds, durations,
            note: "The mean of each request, prefill included."),
        draft.histogram("request_generated_tokens", .tokens, .configured),
        draft.histogram("request_input_length", .tokens, .configured),
        draft.histogram("request_max_new_tokens", .tokens, .configured),
        draft.histogram("request_skipped_tokens", .tokens, .configured, .since(v(1, 3))),
        draft.gauge("queue_size", .requests),
        draft.gauge("batch_current_size", .requests),
        draft.gauge("batch_current_max_tokens", .tokens),
        draft.gauge("batch_max_total_tokens", .tokens, .since(v(2, 4))),
        draft.gauge(
            "batch_total_tokens", .tokens,
            note: "It is described and never set; tgi_batch_max_total_tokens is the capacity."),
        draft.counter("batch_inference_count", .events, plus: ["method"]),
        draft.counter("batch_inference_success", .events, plus: ["method"]),
        draft.counter("batch_inference_failure", .events, plus: ["method"]),
        draft.histogram("batch_inference_duration", .seconds, durations, plus: ["method"]),
        draft.histogram("batch_forward_duration", .seconds, durations, plus: ["method"]),
        draft.histogram("batch_decode_duration", .seconds, durations, plus: ["method"]),
        draft.histogram("batch_filter_duration", .seconds, durations, plus: ["method"]),
        draft.histogram("batch_concat_duration", .seconds, durations, plus: ["method"]),
        draft.counter("batch_concat", .events, plus: ["reason"]),
        draft.histogram("batch_next_size", .requests, .configured),
    ]
}
