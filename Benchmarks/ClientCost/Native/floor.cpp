// The floor: how little a client can cost that reads every stream and stamps it at the read.
//
// A closed loop of N streams over keep-alive connections, one thread, one epoll. It looks for the
// blank line that ends an event and for a content that is not empty, and nothing else: no JSON is
// parsed, no HTTP framing is checked, no text is kept. It is a yardstick, not a tool.

#include "common.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr const char* kUsage =
    "usage: floor [options]\n"
    "  --port N         the server's port on 127.0.0.1\n"
    "  --streams N      requests in flight; default 64\n"
    "  --requests N     requests in all; default 4 a stream\n"
    "  --max-tokens N   tokens of an answer; default 100\n"
    "  --model NAME     default reference\n"
    "  --log FILE       a line a request: the server's number, sent, first and last token\n";

struct Sample {
    uint64_t number = 0;  // the server's, from the answer's id
    Nanoseconds sent = 0;
    Nanoseconds first = 0;
    Nanoseconds last = 0;
    uint32_t tokens = 0;
    bool whole = false;  // [DONE] was read
};

struct Stream {
    int descriptor = -1;
    size_t sample = 0;
    std::string rest;  // an event of which the end has not come
};

class Floor {
public:
    Floor(uint16_t port, size_t streams, size_t requests, std::string request)
        : port_(port), requests_(requests), request_(std::move(request)), streams_(streams) {
        samples_.reserve(requests);
    }

    bool run();
    void report() const;
    void write_log(const std::string& path) const;

private:
    uint16_t port_;
    size_t requests_;
    std::string request_;
    int epoll_ = -1;
    size_t answered_ = 0;
    Nanoseconds began_ = 0;
    Nanoseconds ended_ = 0;
    std::vector<Stream> streams_;
    std::vector<Sample> samples_;
    std::array<char, 256 << 10> buffer_{};

    void connect_stream(Stream& stream, uint32_t index);
    void ask(Stream& stream);
    bool read_stream(Stream& stream);
    size_t read_events(Stream& stream, std::string_view bytes, Nanoseconds now, bool& ended);
};

void Floor::connect_stream(Stream& stream, uint32_t index) {
    stream.descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    setsockopt(stream.descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port_);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(stream.descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address)) {
        fail_errno("cannot connect to 127.0.0.1:" + std::to_string(port_));
    }
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u32 = index;
    if (epoll_ctl(epoll_, EPOLL_CTL_ADD, stream.descriptor, &event)) fail_errno("epoll_ctl");
}

void Floor::ask(Stream& stream) {
    stream.sample = samples_.size();
    stream.rest.clear();
    Sample sample;
    sample.sent = clock_now();
    samples_.push_back(sample);
    const ssize_t count = send(stream.descriptor, request_.data(), request_.size(), MSG_NOSIGNAL);
    if (count != static_cast<ssize_t>(request_.size())) fail_errno("cannot send a request");
}

bool Floor::run() {
    epoll_ = epoll_create1(EPOLL_CLOEXEC);
    began_ = clock_now();
    for (uint32_t index = 0; index < streams_.size() && samples_.size() < requests_; ++index) {
        connect_stream(streams_[index], index);
        ask(streams_[index]);
    }
    std::array<epoll_event, 512> ready{};
    while (answered_ < requests_) {
        const int count = epoll_wait(epoll_, ready.data(), ready.size(), 60'000);
        if (count < 0 && errno != EINTR) fail_errno("epoll_wait");
        if (count == 0) fail("nothing came for 60 s");
        for (int index = 0; index < count; ++index) {
            Stream& stream = streams_[ready[static_cast<size_t>(index)].data.u32];
            if (!read_stream(stream)) continue;
            ++answered_;
            if (samples_.size() < requests_) ask(stream);
        }
    }
    ended_ = clock_now();
    return std::all_of(samples_.begin(), samples_.end(), [](const Sample& it) { return it.whole; });
}

// Reads once; true when the answer has ended.
bool Floor::read_stream(Stream& stream) {
    const size_t held = stream.rest.size();
    std::copy(stream.rest.begin(), stream.rest.end(), buffer_.begin());
    const ssize_t count =
        recv(stream.descriptor, buffer_.data() + held, buffer_.size() - held, 0);
    const Nanoseconds now = clock_now();
    if (count <= 0) fail("the server closed a connection, or an event is too long");
    const std::string_view bytes(buffer_.data(), held + static_cast<size_t>(count));
    bool ended = false;
    const size_t used = read_events(stream, bytes, now, ended);
    stream.rest.assign(bytes.substr(used));
    return ended;
}

size_t Floor::read_events(Stream& stream, std::string_view bytes, Nanoseconds now, bool& ended) {
    Sample& sample = samples_[stream.sample];
    constexpr std::string_view kContent = "\"content\":\"";
    constexpr std::string_view kIdentity = "\"id\":\"chatcmpl-";
    constexpr std::string_view kDone = "data: [DONE]";
    size_t start = 0;
    while (true) {
        const void* found = memmem(bytes.data() + start, bytes.size() - start, "\n\n", 2);
        if (!found) break;
        const auto end = static_cast<size_t>(static_cast<const char*>(found) - bytes.data());
        const char* event = bytes.data() + start;
        const size_t size = end - start;
        const void* content = memmem(event, size, kContent.data(), kContent.size());
        if (content) {
            // An empty one is the role's.
            if (static_cast<const char*>(content)[kContent.size()] != '"') {
                if (sample.first == 0) sample.first = now;
                sample.last = now;
                ++sample.tokens;
            } else if (const void* identity =
                           memmem(event, size, kIdentity.data(), kIdentity.size())) {
                sample.number = std::strtoull(
                    static_cast<const char*>(identity) + kIdentity.size(), nullptr, 16);
            }
        } else if (memmem(event, size, kDone.data(), kDone.size())) {
            sample.whole = true;
        }
        start = end + 2;
    }
    // What remains behind an event is the frame of its chunk; the last chunk is empty.
    const std::string_view rest = bytes.substr(start);
    const auto ends_with = [](std::string_view text, std::string_view end) {
        return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
    };
    if (ends_with(rest, "0\r\n\r\n")) {
        ended = true;
        return bytes.size();
    }
    // An error's plain body: nothing here knows its length but the head, and it comes in one read.
    if (rest.substr(0, 9) == "HTTP/1.1 " && rest.substr(9, 3) != "200") {
        ended = true;
        return bytes.size();
    }
    return start;
}

double percentile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const double place = share * static_cast<double>(values.size() - 1);
    const auto low = static_cast<size_t>(place);
    const size_t high = std::min(low + 1, values.size() - 1);
    return values[low] + (values[high] - values[low]) * (place - static_cast<double>(low));
}

void Floor::report() const {
    uint64_t tokens = 0;
    size_t failures = 0;
    std::vector<double> ttft;
    for (const Sample& sample : samples_) {
        tokens += sample.tokens;
        failures += !sample.whole;
        if (sample.first) ttft.push_back(static_cast<double>(sample.first - sample.sent) / 1e6);
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    const double cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    const double wall = static_cast<double>(ended_ - began_) / 1e9;
    const auto count = static_cast<double>(std::max<uint64_t>(tokens, 1));
    std::printf("{\"requests\": %zu, \"failures\": %zu, \"tokens\": %lu, \"wall_s\": %.6f, "
                "\"tokens_per_s\": %.0f, \"cpu_us_per_token\": %.3f, \"peak_mb\": %.1f, "
                "\"ttft_p50_ms\": %.3f, \"ttft_p99_ms\": %.3f}\n",
                samples_.size(), failures, tokens, wall, static_cast<double>(tokens) / wall,
                cpu * 1e6 / count, static_cast<double>(usage.ru_maxrss) / 1e3,
                percentile(ttft, 0.5), percentile(ttft, 0.99));
}

void Floor::write_log(const std::string& path) const {
    std::FILE* file = std::fopen(path.c_str(), "w");
    if (!file) fail_errno("cannot write " + path);
    std::fputs("request\tsent_ns\tfirst_ns\tlast_ns\ttokens\twhole\n", file);
    for (const Sample& sample : samples_) {
        std::fprintf(file, "%lu\t%ld\t%ld\t%ld\t%u\t%d\n", sample.number, sample.sent,
                     sample.first, sample.last, sample.tokens, sample.whole);
    }
    if (std::fclose(file)) fail_errno("cannot write " + path);
}

}  // namespace

int main(int count, char** words) {
    const Options options(
        count, words, {"--port", "--streams", "--requests", "--max-tokens", "--model", "--log"}, {},
        kUsage);
    raise_descriptor_limit();
    const long streams = options.number("--streams", 64, 1, 16384);
    const long requests = options.number("--requests", streams * 4, 1, 100'000'000);
    const long tokens = options.number("--max-tokens", 100, 1, 1'000'000);
    const long port = options.number("--port", 0, 0, 65535);
    if (port == 0) fail("--port is missing");
    const std::string body =
        "{\"model\":\"" + options.text("--model", "reference") +
        "\",\"messages\":[{\"role\":\"user\",\"content\":\"Say something about queues.\"}],"
        "\"max_tokens\":" + std::to_string(tokens) +
        ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}";
    const std::string request =
        "POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:" + std::to_string(port) +
        "\r\ncontent-type: application/json\r\ncontent-length: " + std::to_string(body.size()) +
        "\r\n\r\n" + body;
    Floor floor(static_cast<uint16_t>(port), static_cast<size_t>(streams),
                static_cast<size_t>(requests), request);
    const bool whole = floor.run();
    floor.report();
    if (options.has("--log")) floor.write_log(options.text("--log", ""));
    return whole ? 0 : 1;
}
