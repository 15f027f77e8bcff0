// Answers in the shape vLLM 0.32 gives them: chunks of chat and of text completions.
#pragma once

#include <array>
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

// Words as they come off a tokenizer: short, mostly with a leading space, some escaped, some not ASCII.
constexpr std::array<std::string_view, 32> kWords = {
    " the", " of", " engine", " and", " a", " queue", " to", " token", " in", ".", ",", " is",
    "\\n", " that", " for", "ing", " first", " cache", " \\\"on\\\"", "s", " time", " b\xC3\xA9ton",
    " with", " block", " as", " request", "ed", " \xE2\x86\x92", " memory", " batch", " it", " step"};

// JSON of one answer; prefixes are built once a request, for a token is three appends.
class Answer {
public:
    Answer() = default;

    Answer(uint64_t number, bool chat, const std::string& model, long long created)
        : chat_(chat) {
        std::array<char, 32> hex{};
        std::snprintf(hex.data(), hex.size(), "%016" PRIx64, number);
        stem_ = std::string("{\"id\":\"") + (chat ? "chatcmpl-" : "cmpl-") + hex.data() +
            "\",\"object\":\"";
        common_ = "\",\"created\":" + std::to_string(created) + ",\"model\":\"" + model + "\",";
        start_ = stem_ + (chat ? "chat.completion.chunk" : "text_completion") + common_ +
            "\"choices\":[";
        token_ = start_ + (chat ? "{\"index\":0,\"delta\":{\"content\":\"" : "{\"index\":0,\"text\":\"");
        after_ = chat ? "\"},\"logprobs\":null," : "\",\"logprobs\":null,";
    }

    bool chat() const { return chat_; }

    // The first event of a chat, which says who speaks and holds no token.
    std::string role() const {
        return start_ + "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},"
            "\"logprobs\":null,\"finish_reason\":null}],\"prompt_token_ids\":null}";
    }

    // Tokens `first ..< first + count` in one event, with the usage so far for who wants it there.
    void tokens(std::string& out, long first, long count, bool last,
                const std::string& reasoning_field, long prompt_for_usage) const {
        if (reasoning_field.empty() || !chat_) {
            out += token_;
        } else {
            out += start_;
            out += "{\"index\":0,\"delta\":{\"" + reasoning_field + "\":\"";
        }
        words(out, first, count);
        out += after_;
        out += last ? "\"finish_reason\":\"length\",\"stop_reason\":null,\"token_ids\":null}]"
                    : "\"finish_reason\":null,\"token_ids\":null}]";
        if (prompt_for_usage >= 0) out += "," + usage_field(prompt_for_usage, first + count);
        out += "}";
    }

    std::string usage(long prompt, long completion) const {
        return start_ + "]," + usage_field(prompt, completion) + "}";
    }

    // The whole answer of a request that did not ask for a stream.
    std::string whole(long prompt, long completion) const {
        std::string out = stem_ + (chat_ ? "chat.completion" : "text_completion") + common_ +
            "\"choices\":[{\"index\":0," +
            (chat_ ? "\"message\":{\"role\":\"assistant\",\"content\":\"" : "\"text\":\"");
        words(out, 0, completion);
        out += chat_ ? "\"}," : "\",";
        return out + "\"logprobs\":null,\"finish_reason\":\"length\"}]," +
            usage_field(prompt, completion) + "}";
    }

private:
    bool chat_ = true;
    std::string stem_;
    std::string common_;
    std::string start_;
    std::string token_;
    std::string after_;

    static void words(std::string& out, long first, long count) {
        for (long token = first; token < first + count; ++token) {
            out += kWords[static_cast<size_t>(token) % kWords.size()];
        }
    }

    static std::string usage_field(long prompt, long completion) {
        return "\"usage\":{\"prompt_tokens\":" + std::to_string(prompt) + ",\"total_tokens\":" +
            std::to_string(prompt + completion) + ",\"completion_tokens\":" +
            std::to_string(completion) + "}";
    }
};

// Adds one piece of a chunked body.
inline void add_chunk(std::string& out, std::string_view piece) {
    std::array<char, 20> size{};
    const int length = std::snprintf(size.data(), size.size(), "%zx\r\n", piece.size());
    out.append(size.data(), static_cast<size_t>(length));
    out += piece;
    out += "\r\n";
}

constexpr std::string_view kStreamHead =
    "HTTP/1.1 200 OK\r\nserver: reference\r\n"
    "content-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: chunked\r\n\r\n";
constexpr std::string_view kLastChunk = "0\r\n\r\n";

inline std::string plain_answer(const char* status, const std::string& body, bool keep_alive) {
    return std::string("HTTP/1.1 ") + status + "\r\nserver: reference\r\ncontent-type: application/json\r\n" +
        (keep_alive ? "" : "connection: close\r\n") + "content-length: " +
        std::to_string(body.size()) + "\r\n\r\n" + body;
}

inline std::string error_body(const char* message, const char* type, int code) {
    return std::string("{\"error\":{\"message\":\"") + message + "\",\"type\":\"" + type +
        "\",\"param\":null,\"code\":" + std::to_string(code) + "}}";
}
