import Inference

/// Captures of the APIs that are not OpenAI's, by engine and API.
///
/// What is odd in them is odd in the engines: llama.cpp takes any model, no messages and no limit on
/// tokens, and words its refusals as it does for OpenAI's APIs; vLLM tells of its dead engine as of a
/// message that it cannot read. Neither knows `logit_bias` here, so no stream ends at once.
extension Golden {
    static let nativeTable = anthropicLlamaCpp + completionLlamaCpp + anthropicVLLM

    private static let anthropicLlamaCpp: [Golden] = [
        .failed(
            "llamacpp-b11434-anthropic-bad-json", "rejected",
            "[json.exception.parse_error.101] parse error at line 1, colu"),
        .completed(
            "llamacpp-b11434-anthropic-bad-temperature", .length, usage: .counts(16, 24, 15)),
        .truncated(
            "llamacpp-b11434-anthropic-client-hangs-up", chunks: 6, usage: .counts(16, nil, 15)),
        .completed("llamacpp-b11434-anthropic-empty-messages", .length, usage: .counts(2, 24, 1)),
        .completed(
            "llamacpp-b11434-anthropic-max-tokens-too-large", .length, usage: .counts(16, 2032, 15)),
        .completed("llamacpp-b11434-anthropic-max-tokens-zero", .length, usage: .counts(16, 1, 15)),
        .completed(
            "llamacpp-b11434-anthropic-no-max-tokens", .length, usage: .counts(16, 2032, 15)),
        .failed("llamacpp-b11434-anthropic-no-messages", "server_error", "'messages' is required"),
        .completed("llamacpp-b11434-anthropic-non-stream", .length, usage: .counts(16, 24, 15)),
        .completed("llamacpp-b11434-anthropic-non-stream-stop", .stop, usage: .counts(16, 3, 15)),
        .failed(
            "llamacpp-b11434-anthropic-prompt-too-long", "rejected",
            "request (18004 tokens) exceeds the available context size (2"),
        .failed(
            "llamacpp-b11434-anthropic-prompt-too-long-stream", "rejected",
            "request (18004 tokens) exceeds the available context size (2"),
        .completed(
            "llamacpp-b11434-anthropic-stream", .length, chunks: 21, usage: .counts(16, 24, 2),
            done: true),
        .completed(
            "llamacpp-b11434-anthropic-stream-ends-at-once", .length, chunks: 182,
            usage: .counts(16, 200, 15), done: true),
        .completed(
            "llamacpp-b11434-anthropic-stream-max-tokens-1", .length, chunks: 1,
            usage: .counts(16, 1, 15), done: true),
        .completed(
            "llamacpp-b11434-anthropic-stream-stop", .stop, chunks: 2, usage: .counts(16, 2, 15),
            done: true),
        .completed(
            "llamacpp-b11434-anthropic-stream-system", .length, chunks: 6, usage: .counts(24, 6, 0),
            done: true),
        .completed("llamacpp-b11434-anthropic-wrong-model", .length, usage: .counts(16, 24, 15)),
        .completed(
            "llamacpp-b11434-anthropic-wrong-model-stream", .length, chunks: 24,
            usage: .counts(16, 24, 15), done: true),
    ]

    private static let completionLlamaCpp: [Golden] = [
        .failed(
            "llamacpp-b11434-completion-bad-json", "rejected",
            "[json.exception.parse_error.101] parse error at line 1, colu"),
        .completed(
            "llamacpp-b11434-completion-bad-temperature", .length, usage: .counts(12, 24, 11)),
        .truncated("llamacpp-b11434-completion-client-hangs-up", chunks: 8),
        .empty("llamacpp-b11434-completion-empty-prompt", nil, usage: .counts(0, 0, 0)),
        .completed(
            "llamacpp-b11434-completion-max-tokens-zero", .length, usage: .counts(12, 1, 11)),
        .completed(
            "llamacpp-b11434-completion-max-tokens-zero-stream", .length, chunks: 1,
            usage: .counts(12, 1, 11), done: true),
        .failed(
            "llamacpp-b11434-completion-no-prompt", "rejected",
            "[json.exception.out_of_range.403] key 'prompt' not found"),
        .completed("llamacpp-b11434-completion-non-stream", .length, usage: .counts(12, 24, 11)),
        .completed("llamacpp-b11434-completion-non-stream-stop", .stop, usage: .counts(12, 2, 11)),
        .failed(
            "llamacpp-b11434-completion-prompt-too-long", "rejected",
            "request (18000 tokens) exceeds the available context size (2"),
        .failed(
            "llamacpp-b11434-completion-prompt-too-long-stream", "rejected",
            "request (18000 tokens) exceeds the available context size (2"),
        .truncated("llamacpp-b11434-completion-sigterm", chunks: 30),
        .completed(
            "llamacpp-b11434-completion-stream", .length, chunks: 22, usage: .counts(12, 24, 0),
            done: true),
        .empty(
            "llamacpp-b11434-completion-stream-ends-at-once", .stop, usage: .counts(12, 1, 11),
            done: true),
        .completed(
            "llamacpp-b11434-completion-stream-max-tokens-1", .length, chunks: 1,
            usage: .counts(12, 1, 11), done: true),
        .completed(
            "llamacpp-b11434-completion-stream-n-2", .length, chunks: 8, usage: .counts(12, 6, 11),
            done: true),
        .completed(
            "llamacpp-b11434-completion-stream-progress", .length, chunks: 3,
            usage: .counts(12, 4, 0), done: true),
        .completed(
            "llamacpp-b11434-completion-stream-stop", .stop, chunks: 2, usage: .counts(12, 2, 11),
            done: true),
        .completed(
            "llamacpp-b11434-completion-stream-timings", .length, chunks: 4,
            usage: .counts(12, 6, 11), done: true),
    ]

    private static let anthropicVLLM: [Golden] = [
        .failed(
            "vllm-0.32.0-anthropic-bad-json", "rejected",
            "1 validation error:   {'type': 'json_invalid', 'loc': 'body."),
        .failed(
            "vllm-0.32.0-anthropic-bad-temperature", "rejected",
            "temperature must be non-negative, got -1.0. (parameter=tempe"),
        .truncated("vllm-0.32.0-anthropic-client-hangs-up", chunks: 6, usage: .counts(16, nil)),
        .failed(
            "vllm-0.32.0-anthropic-empty-messages", "rejected",
            "Cannot apply chat template to an empty conversation. Provide"),
        .failed(
            "vllm-0.32.0-anthropic-engine-dies", "error_in_stream",
            "2 validation errors for ChatCompletionSt", chunks: 28, usage: .counts(16, nil)),
        .failed(
            "vllm-0.32.0-anthropic-max-tokens-too-large", "rejected",
            "max_completion_tokens=10000000 cannot be greater than max_mo"),
        .failed(
            "vllm-0.32.0-anthropic-max-tokens-zero", "rejected",
            "1 validation error:   {'type': 'value_error', 'loc': 'body.m"),
        .failed(
            "vllm-0.32.0-anthropic-no-max-tokens", "rejected",
            "1 validation error:   {'type': 'missing', 'loc': 'body.max_t"),
        .failed(
            "vllm-0.32.0-anthropic-no-messages", "rejected",
            "1 validation error:   {'type': 'missing', 'loc': 'body.messa"),
        .completed("vllm-0.32.0-anthropic-non-stream", .length, usage: .counts(16, 24)),
        .empty("vllm-0.32.0-anthropic-non-stream-stop", .stop, usage: .counts(16, 1)),
        .failed(
            "vllm-0.32.0-anthropic-prompt-too-long", "rejected",
            "This model's maximum context length is 2048 tokens. However,"),
        .failed(
            "vllm-0.32.0-anthropic-prompt-too-long-stream", "rejected",
            "This model's maximum context length is 2048 tokens. However,"),
        .truncated("vllm-0.32.0-anthropic-sigterm", chunks: 28, usage: .counts(16, nil)),
        .completed(
            "vllm-0.32.0-anthropic-stream", .length, chunks: 23, usage: .counts(16, 24), done: true),
        .completed(
            "vllm-0.32.0-anthropic-stream-ends-at-once", .length, chunks: 174,
            usage: .counts(16, 200), done: true),
        .completed(
            "vllm-0.32.0-anthropic-stream-max-tokens-1", .length, chunks: 1, usage: .counts(16, 1),
            done: true),
        .completed(
            "vllm-0.32.0-anthropic-stream-stop", .stop, chunks: 2, usage: .counts(16, 2), done: true
        ),
        .completed(
            "vllm-0.32.0-anthropic-stream-system", .length, chunks: 6, usage: .counts(24, 6),
            done: true),
        .failed(
            "vllm-0.32.0-anthropic-wrong-model", "model_not_found",
            "The model `no-such-model` does not exist. Valid aliases: tin"),
        .failed(
            "vllm-0.32.0-anthropic-wrong-model-stream", "model_not_found",
            "The model `no-such-model` does not exist. Valid aliases: tin"),
    ]
}
