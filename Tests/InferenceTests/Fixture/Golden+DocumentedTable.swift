import Inference

/// Bodies written after the public documentation of APIs whose servers do not run here.
extension Golden {
    static let documentedTable = anthropic + ollama + tgi

    private static let anthropic: [Golden] = [
        .completed(
            "documented-anthropic-stream", .stop, chunks: 2, usage: .counts(25, 15), done: true),
        .completed(
            "documented-anthropic-thinking", .stop, chunks: 3, usage: .counts(25, 40), done: true,
            reasoning: 2),
        // The opening of the tool call and two pieces of its arguments are seen, the empty one is not.
        .completed(
            "documented-anthropic-tool-use", .toolCalls, chunks: 4, usage: .counts(25, 89),
            done: true),
        .completed(
            "documented-anthropic-cached", .length, chunks: 1, usage: .counts(2105, 1, 2000),
            done: true),
        .failed(
            "documented-anthropic-overloaded-in-stream", "error_in_stream", "Overloaded", chunks: 1,
            usage: .counts(25, nil)),
        .completed(
            "documented-anthropic-refusal", .contentFilter, chunks: 1, usage: .counts(25, 2),
            done: true),
        .completed(
            "documented-anthropic-unknown-event", .stop, chunks: 1, usage: .counts(25, 1),
            done: true),
        .completed(
            "documented-anthropic-no-stop-event", .stop, chunks: 1, usage: .counts(25, 1)),
        .truncated("documented-anthropic-ends-early", chunks: 1, usage: .counts(25, nil)),
        .failed("documented-anthropic-overloaded", "server_error", "Overloaded"),
        .failed("documented-anthropic-unauthorized", "unauthorized", "invalid x-api-key"),
        Golden(name: "documented-anthropic-not-json", code: "malformed"),
    ]

    private static let ollama: [Golden] = [
        .completed(
            "documented-ollama-chat-stream", .stop, chunks: 3, usage: .counts(26, 3), done: true),
        .completed(
            "documented-ollama-chat-stream-length", .length, chunks: 2, usage: .counts(26, 3),
            done: true),
        .completed(
            "documented-ollama-chat-no-final-newline", .stop, chunks: 3, usage: .counts(26, 3),
            done: true),
        .completed(
            "documented-ollama-chat-crlf", .stop, chunks: 3, usage: .counts(26, 3), done: true),
        .completed(
            "documented-ollama-chat-relabelled", .stop, chunks: 3, usage: .counts(26, 3),
            done: true),
        .truncated("documented-ollama-chat-cut-off", chunks: 2),
        .truncated("documented-ollama-chat-ends-early", chunks: 2),
        .completed(
            "documented-ollama-chat-thinking", .stop, chunks: 3, usage: .counts(26, 3), done: true,
            reasoning: 2),
        .completed(
            "documented-ollama-chat-tool-call", .stop, chunks: 1, usage: .counts(26, 3), done: true),
        .empty("documented-ollama-chat-empty", .stop, usage: .counts(26, 1), done: true),
        .empty("documented-ollama-chat-load", .other("load"), done: true),
        .failed(
            "documented-ollama-chat-error-in-stream", "error_in_stream",
            "an error was encountered while running the model: unexpected EOF", chunks: 1),
        .failed(
            "documented-ollama-chat-wrong-model", "model_not_found",
            "model 'no-such-model' not found"),
        .failed("documented-ollama-chat-bad-json", "rejected", "unexpected EOF"),
        .failed("documented-ollama-chat-busy", "server_error", "server busy, please try again."),
        .completed("documented-ollama-chat-non-stream", .stop, usage: .counts(26, 3)),
        .completed(
            "documented-ollama-chat-whole-although-stream", .stop, usage: .counts(26, 3), done: true
        ),
        .completed(
            "documented-ollama-generate-stream", .stop, chunks: 3, usage: .counts(26, 3),
            done: true),
        .completed(
            "documented-ollama-generate-thinking", .stop, chunks: 2, usage: .counts(26, 3),
            done: true, reasoning: 1),
        .completed("documented-ollama-generate-non-stream", .stop, usage: .counts(26, 3)),
    ]

    private static let tgi: [Golden] = [
        .completed("documented-tgi-stream", .length, chunks: 3, usage: .counts(6, 3), done: true),
        .completed(
            "documented-tgi-stream-no-space", .length, chunks: 3, usage: .counts(6, 3), done: true),
        .completed(
            "documented-tgi-stream-eos", .stop, chunks: 1,
            usage: TokenUsage(completionTokens: 2), done: true),
        .empty("documented-tgi-stream-empty", .stop, usage: .counts(6, 1), done: true),
        .completed(
            "documented-tgi-stream-stop", .stop, chunks: 2, usage: .counts(6, 2), done: true),
        .completed(
            "documented-tgi-stream-keep-alive", .length, chunks: 3, usage: .counts(6, 3),
            done: true),
        .truncated("documented-tgi-ends-early", chunks: 2),
        .failed(
            "documented-tgi-error-in-stream", "error_in_stream",
            "Request failed during generation: Server error: CUDA out of memory.", chunks: 1),
        .failed("documented-tgi-overloaded", "rate_limited", "Model is overloaded"),
        .failed(
            "documented-tgi-prompt-too-long", "rejected",
            "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 2048."),
        .failed(
            "documented-tgi-generation-failed", "server_error",
            "Request failed during generation: Server error: transport error"),
        .completed("documented-tgi-non-stream", .length, usage: TokenUsage(completionTokens: 3)),
    ]
}
