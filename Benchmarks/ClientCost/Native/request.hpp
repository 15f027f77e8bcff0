// Requests: HTTP/1.1 heads with a Content-Length, and the few fields of a body that matter here.
#pragma once

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <string>
#include <string_view>

struct Request {
    std::string method;
    std::string path;
    std::string body;
    bool keep_alive = true;
};

enum class Parse { more, done, bad };

constexpr size_t kLongestHead = 64 << 10;
constexpr size_t kLongestBody = 64 << 20;

inline bool same_word(std::string_view one, std::string_view two) {
    if (one.size() != two.size()) return false;
    for (size_t index = 0; index < one.size(); ++index) {
        if (std::tolower(static_cast<unsigned char>(one[index])) !=
            std::tolower(static_cast<unsigned char>(two[index]))) return false;
    }
    return true;
}

// Takes one request from the front of `input`, which keeps what follows it.
inline Parse take_request(std::string& input, Request& request) {
    const size_t end = input.find("\r\n\r\n");
    if (end == std::string::npos) return input.size() > kLongestHead ? Parse::bad : Parse::more;
    const std::string_view head(input.data(), end + 2);
    const size_t first = head.find(' ');
    const size_t second = first == head.npos ? head.npos : head.find(' ', first + 1);
    if (second == head.npos || second > head.find("\r\n")) return Parse::bad;
    size_t length = 0;
    bool keep_alive = head.substr(second + 1, 8) == "HTTP/1.1";
    for (size_t start = head.find("\r\n") + 2; start < head.size();) {
        const size_t stop = head.find("\r\n", start);
        const std::string_view line = head.substr(start, stop - start);
        start = stop + 2;
        const size_t colon = line.find(':');
        if (colon == line.npos) return Parse::bad;
        const std::string_view name = line.substr(0, colon);
        std::string_view value = line.substr(colon + 1);
        while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
        if (same_word(name, "content-length")) {
            char* rest = nullptr;
            length = std::strtoul(std::string(value).c_str(), &rest, 10);
            if (*rest || length > kLongestBody) return Parse::bad;
        } else if (same_word(name, "transfer-encoding")) {
            return Parse::bad;
        } else if (same_word(name, "connection")) {
            keep_alive = !same_word(value, "close");
        }
    }
    if (input.size() < end + 4 + length) return Parse::more;
    request.method.assign(head.substr(0, first));
    request.path.assign(head.substr(first + 1, second - first - 1));
    request.body.assign(input, end + 4, length);
    request.keep_alive = keep_alive;
    input.erase(0, end + 4 + length);
    return Parse::done;
}

// What a body asks for. A field that is absent is negative or empty.
struct Wanted {
    long max_tokens = -1;
    bool stream = false;
    bool include_usage = false;
    bool continuous_usage = false;
    std::string model;
};

// Walks the JSON text, skipping strings as a whole: a prompt that quotes a field sets nothing.
inline Wanted read_wanted(std::string_view body) {
    Wanted wanted;
    long completion_tokens = -1;
    int depth = 0;
    const auto skip_space = [&](size_t at) {
        while (at < body.size() && std::isspace(static_cast<unsigned char>(body[at]))) ++at;
        return at;
    };
    const auto string_end = [&](size_t at) {
        while (at < body.size() && body[at] != '"') at += body[at] == '\\' ? 2 : 1;
        return at;
    };
    for (size_t at = 0; at < body.size(); ++at) {
        const char letter = body[at];
        if (letter == '{' || letter == '[') ++depth;
        if (letter == '}' || letter == ']') --depth;
        if (letter != '"') continue;
        const size_t end = string_end(at + 1);
        if (end >= body.size()) break;
        const std::string_view key = body.substr(at + 1, end - at - 1);
        size_t value = skip_space(end + 1);
        at = end;
        if (depth > 2 || value >= body.size() || body[value] != ':') continue;
        value = skip_space(value + 1);
        const std::string_view rest = body.substr(std::min(value, body.size()), 16);
        const bool truth = rest.substr(0, 4) == "true";
        if (depth == 1 && key == "stream") wanted.stream = truth;
        if (depth == 2 && key == "include_usage") wanted.include_usage = truth;
        if (depth == 2 && key == "continuous_usage_stats") wanted.continuous_usage = truth;
        if (depth == 1 && (key == "max_tokens" || key == "max_completion_tokens")) {
            const long tokens = std::strtol(std::string(rest).c_str(), nullptr, 10);
            (key == "max_tokens" ? wanted.max_tokens : completion_tokens) = tokens;
        }
        if (depth == 1 && key == "model" && !rest.empty() && rest[0] == '"') {
            const size_t stop = string_end(value + 1);
            if (stop < body.size()) wanted.model = body.substr(value + 1, stop - value - 1);
        }
    }
    if (completion_tokens > 0) wanted.max_tokens = completion_tokens;
    return wanted;
}
