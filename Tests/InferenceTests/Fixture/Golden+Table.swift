import Inference

/// Every capture, by engine.
///
/// What is odd in them is odd in the engines: llama-cpp-python ignores unknown models, usage and
/// `n`, and answers a prompt that is too long with an empty 200; transformers sends no `[DONE]`;
/// llama.cpp takes a negative temperature; only vLLM refuses the rest.
extension Golden {
    static let table =
        llamaCppPython + llamaCpp + transformers + vllm0141 + vllm0320 + nativeTable
        + documentedTable

    private static let llamaCppPython: [Golden] = [
        .failed("llama-cpp-python-0.3.36-bad-json", "server_error", "Internal Server Error"),
        .completed(
            "llama-cpp-python-0.3.36-bad-temperature", .length, usage: .counts(10, 24)),
        .truncated("llama-cpp-python-0.3.36-client-hangs-up", chunks: 3),
        .completed(
            "llama-cpp-python-0.3.36-completions-stream", .length, chunks: 11, done: true),
        .completed("llama-cpp-python-0.3.36-empty-messages", .length, usage: .counts(2, 24)),
        .completed(
            "llama-cpp-python-0.3.36-max-tokens-too-large", .stop, usage: .counts(10, 549)),
        .completed("llama-cpp-python-0.3.36-max-tokens-zero", .stop, usage: .counts(10, 549)),
        .completed("llama-cpp-python-0.3.36-no-messages", .length, usage: .counts(2, 24)),
        .completed("llama-cpp-python-0.3.36-non-stream", .length, usage: .counts(10, 24)),
        .empty("llama-cpp-python-0.3.36-non-stream-stop", .stop, usage: .counts(10, 1)),
        .failed(
            "llama-cpp-python-0.3.36-prompt-too-long", "rejected",
            "This model's maximum context length is 2048 tokens. However, you requested 6030"),
        .empty("llama-cpp-python-0.3.36-prompt-too-long-stream", nil),
        .completed(
            "llama-cpp-python-0.3.36-stream-continuous-usage", .length, chunks: 6, done: true),
        .empty("llama-cpp-python-0.3.36-stream-ends-at-once", .stop, done: true),
        .completed("llama-cpp-python-0.3.36-stream-max-tokens-1", .length, chunks: 1, done: true),
        .completed("llama-cpp-python-0.3.36-stream-n-2", .length, chunks: 6, done: true),
        .completed("llama-cpp-python-0.3.36-stream-no-usage", .length, chunks: 23, done: true),
        .empty("llama-cpp-python-0.3.36-stream-stop", .stop, done: true),
        .completed("llama-cpp-python-0.3.36-stream-usage", .length, chunks: 23, done: true),
        .completed("llama-cpp-python-0.3.36-wrong-model", .length, usage: .counts(10, 24)),
        .completed("llama-cpp-python-0.3.36-wrong-model-stream", .length, chunks: 23, done: true),
    ]

    private static let llamaCpp: [Golden] = [
        .failed(
            "llamacpp-b11434-bad-json", "rejected",
            "[json.exception.parse_error.101] parse error at line 1, column 32"),
        .completed("llamacpp-b11434-bad-temperature", .length, usage: .counts(10, 24, 0)),
        .truncated("llamacpp-b11434-client-hangs-up", chunks: 3),
        .completed(
            "llamacpp-b11434-completions-stream", .length, chunks: 12, usage: .counts(5, 12, 0),
            done: true),
        .completed("llamacpp-b11434-empty-messages", .length, usage: .counts(2, 24, 1)),
        .failed("llamacpp-b11434-loading-chat", "server_error", "Loading model"),
        .completed("llamacpp-b11434-max-tokens-too-large", .length, usage: .counts(10, 2038, 9)),
        .completed("llamacpp-b11434-max-tokens-zero", .length, usage: .counts(10, 1, 9)),
        .failed("llamacpp-b11434-no-messages", "rejected", "'messages' is required"),
        .completed("llamacpp-b11434-non-stream", .length, usage: .counts(10, 24, 9)),
        .empty("llamacpp-b11434-non-stream-stop", .stop, usage: .counts(10, 1, 9)),
        .failed(
            "llamacpp-b11434-prompt-too-long", "rejected",
            "request (6006 tokens) exceeds the available context size (2048 tokens)"),
        .failed(
            "llamacpp-b11434-prompt-too-long-stream", "rejected",
            "request (6006 tokens) exceeds the available context size (2048 tokens)"),
        .completed(
            "llamacpp-b11434-stream-continuous-usage", .length, chunks: 6,
            usage: .counts(10, 6, 9), done: true),
        .empty(
            "llamacpp-b11434-stream-ends-at-once", .stop, usage: .counts(10, 1, 9), done: true),
        .completed(
            "llamacpp-b11434-stream-max-tokens-1", .length, chunks: 1, usage: .counts(10, 1, 9),
            done: true),
        .completed(
            "llamacpp-b11434-stream-n-2", .length, chunks: 12, usage: .counts(10, 6, 9),
            done: true),
        .completed("llamacpp-b11434-stream-no-usage", .length, chunks: 24, done: true),
        .empty("llamacpp-b11434-stream-stop", .stop, usage: .counts(10, 1, 9), done: true),
        .completed(
            "llamacpp-b11434-stream-usage", .length, chunks: 24, usage: .counts(10, 24, 0),
            done: true),
        .completed("llamacpp-b11434-wrong-model", .length, usage: .counts(10, 24, 9)),
        .completed("llamacpp-b11434-wrong-model-stream", .length, chunks: 24, done: true),
    ]

    private static let transformers: [Golden] = [
        .failed("transformers-5.23.0-bad-json", "rejected", "JSON decode error"),
        .completed("transformers-5.23.0-bad-temperature", .length, usage: .counts(10, 24)),
        .truncated("transformers-5.23.0-client-hangs-up", chunks: 3),
        .completed(
            "transformers-5.23.0-completions-stream", .length, chunks: 11, usage: .counts(5, 12)),
        .failed("transformers-5.23.0-empty-messages", "server_error", "Internal Server Error"),
        .failed("transformers-5.23.0-max-tokens-zero", "server_error", "Internal Server Error"),
        .failed("transformers-5.23.0-no-messages", "server_error", "Internal Server Error"),
        .completed("transformers-5.23.0-non-stream", .length, usage: .counts(10, 24)),
        .completed("transformers-5.23.0-non-stream-stop", .stop, usage: .counts(10, 5)),
        .completed("transformers-5.23.0-prompt-too-long", .length, usage: .counts(6006, 24)),
        .completed(
            "transformers-5.23.0-prompt-too-long-stream", .length, chunks: 24,
            usage: .counts(6006, 24)),
        .completed(
            "transformers-5.23.0-stream-continuous-usage", .length, chunks: 6,
            usage: .counts(10, 6)),
        .failed(
            "transformers-5.23.0-stream-ends-at-once", "error_in_stream",
            "`sequence_bias` has to be a dict with floats as values, but is {(6,): 100}."),
        .completed(
            "transformers-5.23.0-stream-max-tokens-1", .length, chunks: 1, usage: .counts(10, 1)),
        .completed("transformers-5.23.0-stream-n-2", .length, chunks: 6, usage: .counts(10, 6)),
        .completed(
            "transformers-5.23.0-stream-no-usage", .length, chunks: 23, usage: .counts(10, 24)),
        .completed("transformers-5.23.0-stream-stop", .stop, chunks: 5, usage: .counts(10, 5)),
        .completed(
            "transformers-5.23.0-stream-usage", .length, chunks: 23, usage: .counts(10, 24)),
        .failed(
            "transformers-5.23.0-wrong-model", "rejected",
            "Server is pinned to 'v/tiny'; requested 'no-such-model'."),
        .failed(
            "transformers-5.23.0-wrong-model-stream", "rejected",
            "Server is pinned to 'v/tiny'; requested 'no-such-model'."),
    ]

    private static let vllm0141: [Golden] = [
        .failed(
            "vllm-0.14.1-bad-json", "rejected", "1 validation error:   {'type': 'json_invalid'"),
        .failed(
            "vllm-0.14.1-bad-temperature", "rejected",
            "temperature must be non-negative, got -1.0."),
        .truncated("vllm-0.14.1-client-hangs-up", chunks: 3),
        .completed(
            "vllm-0.14.1-completions-stream", .length, chunks: 12, usage: .counts(5, 12),
            done: true),
        .failed(
            "vllm-0.14.1-empty-messages", "rejected",
            "list index out of range list index out of range"),
        .failed(
            "vllm-0.14.1-max-tokens-too-large", "rejected",
            "'max_tokens' or 'max_completion_tokens' is too large: 10000000."),
        .failed(
            "vllm-0.14.1-max-tokens-zero", "rejected", "max_tokens must be at least 1, got 0."),
        .failed("vllm-0.14.1-no-messages", "rejected", "1 validation error:   {'type': 'missing'"),
        .completed("vllm-0.14.1-non-stream", .length, usage: .counts(10, 24)),
        .completed("vllm-0.14.1-non-stream-stop", .stop, usage: .counts(10, 1)),
        .failed(
            "vllm-0.14.1-prompt-too-long", "rejected",
            "This model's maximum context length is 2048 tokens. However, your request has 6006"),
        .failed(
            "vllm-0.14.1-prompt-too-long-stream", "rejected",
            "This model's maximum context length is 2048 tokens. However, your request has 6006"),
        .completed(
            "vllm-0.14.1-stream-continuous-usage", .length, chunks: 6, usage: .counts(10, 6),
            done: true),
        .empty("vllm-0.14.1-stream-ends-at-once", .stop, usage: .counts(10, 1), done: true),
        .completed(
            "vllm-0.14.1-stream-max-tokens-1", .length, chunks: 1, usage: .counts(10, 1),
            done: true),
        .completed(
            "vllm-0.14.1-stream-n-2", .length, chunks: 9, usage: .counts(10, 12), done: true),
        .completed("vllm-0.14.1-stream-no-usage", .length, chunks: 23, done: true),
        .completed(
            "vllm-0.14.1-stream-stop", .stop, chunks: 1, usage: .counts(10, 1), done: true),
        .completed(
            "vllm-0.14.1-stream-usage", .length, chunks: 23, usage: .counts(10, 24), done: true),
        .failed(
            "vllm-0.14.1-wrong-model", "model_not_found",
            "The model `no-such-model` does not exist."),
        .failed(
            "vllm-0.14.1-wrong-model-stream", "model_not_found",
            "The model `no-such-model` does not exist."),
    ]

    private static let vllm0320: [Golden] = [
        .failed(
            "vllm-0.32.0-bad-json", "rejected", "1 validation error:   {'type': 'json_invalid'"),
        .failed(
            "vllm-0.32.0-bad-temperature", "rejected",
            "temperature must be non-negative, got -1.0."),
        .truncated("vllm-0.32.0-client-hangs-up", chunks: 3),
        .completed(
            "vllm-0.32.0-completions-stream", .length, chunks: 12, usage: .counts(5, 12),
            done: true),
        .failed(
            "vllm-0.32.0-empty-messages", "rejected",
            "Cannot apply chat template to an empty conversation."),
        .failed(
            "vllm-0.32.0-engine-dead-chat", "server_error", "EngineCore encountered an issue."),
        .failed(
            "vllm-0.32.0-engine-dies", "error_in_stream", "EngineCore encountered an issue.",
            chunks: 868),
        .failed(
            "vllm-0.32.0-max-tokens-too-large", "rejected",
            "max_tokens=10000000 cannot be greater than max_model_len=2048."),
        .failed(
            "vllm-0.32.0-max-tokens-zero", "rejected", "max_tokens must be at least 1, got 0."),
        .failed("vllm-0.32.0-no-messages", "rejected", "1 validation error:   {'type': 'missing'"),
        .completed("vllm-0.32.0-non-stream", .length, usage: .counts(10, 24)),
        .completed("vllm-0.32.0-non-stream-stop", .stop, usage: .counts(10, 3)),
        .completed(
            "vllm-0.32.0-prompt-tokens-details", .length, chunks: 3,
            usage: .counts(1154, 3, 1152), done: true),
        .failed(
            "vllm-0.32.0-prompt-too-long", "rejected",
            "This model's maximum context length is 2048 tokens. However, your prompt contains"),
        .failed(
            "vllm-0.32.0-prompt-too-long-stream", "rejected",
            "This model's maximum context length is 2048 tokens. However, your prompt contains"),
        .truncated("vllm-0.32.0-sigterm", chunks: 58),
        .completed(
            "vllm-0.32.0-stream-continuous-usage", .length, chunks: 6, usage: .counts(10, 6),
            done: true),
        .empty("vllm-0.32.0-stream-ends-at-once", .stop, usage: .counts(10, 1), done: true),
        .completed(
            "vllm-0.32.0-stream-max-tokens-1", .length, chunks: 1, usage: .counts(10, 1),
            done: true),
        .completed(
            "vllm-0.32.0-stream-n-2", .length, chunks: 11, usage: .counts(10, 12), done: true),
        .completed("vllm-0.32.0-stream-no-usage", .length, chunks: 24, done: true),
        .completed(
            "vllm-0.32.0-stream-stop", .stop, chunks: 3, usage: .counts(10, 3), done: true),
        .completed(
            "vllm-0.32.0-stream-usage", .length, chunks: 20, usage: .counts(10, 24), done: true),
        .failed(
            "vllm-0.32.0-wrong-model", "model_not_found",
            "The model `no-such-model` does not exist."),
        .failed(
            "vllm-0.32.0-wrong-model-stream", "model_not_found",
            "The model `no-such-model` does not exist."),
    ]
}
