// A server that knows its own timing: OpenAI streams over HTTP/1.1, paced by timers on one thread.
//
// For each request it notes when the request arrived, when its first and its last token were handed
// to the kernel, and writes that to a file when it ends, so that a client's figures can be held
// against the truth. It can also misbehave, in the ways that clients are known to misread.

#include "answer.hpp"
#include "common.hpp"
#include "connection.hpp"
#include "listener.hpp"
#include "request.hpp"
#include "settings.hpp"
#include "truth.hpp"

#include <algorithm>
#include <memory>
#include <queue>
#include <vector>

#include <csignal>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

class Server {
public:
    explicit Server(Settings settings) : settings_(std::move(settings)) {
        truths_.reserve(1 << 16);
        // The kernel stamps in wall time. Both clocks are slewed alike, so the offset holds until
        // somebody sets the wall clock.
        wall_offset_ = clock_now(CLOCK_REALTIME) - clock_now();
    }

    void listen_and_serve();
    const std::vector<Truth>& truths() const { return truths_; }

private:
    Settings settings_;
    int epoll_ = -1;
    int listener_ = -1;
    int signals_ = -1;
    bool stopping_ = false;
    Nanoseconds wall_offset_ = 0;
    Nanoseconds last_activity_ = 0;
    size_t open_answers_ = 0;
    std::vector<std::unique_ptr<Connection>> connections_;
    std::vector<uint32_t> free_slots_;
    std::priority_queue<Timer, std::vector<Timer>, std::greater<>> timers_;
    std::vector<Truth> truths_;
    std::string events_;
    std::array<char, 64 << 10> buffer_{};

    static constexpr uint64_t kListener = UINT64_MAX;
    static constexpr uint64_t kSignals = UINT64_MAX - 1;
    static constexpr size_t kMostConnections = 16384;

    void watch(int descriptor, uint64_t key, uint32_t events, int operation = EPOLL_CTL_ADD);
    void accept_all();
    void readable(uint32_t slot);
    void close_connection(uint32_t slot);
    void take_requests(uint32_t slot);
    void answer(uint32_t slot, const Request& request);
    void answer_completion(uint32_t slot, const Request& request, bool chat);
    void set_timer(uint32_t slot, Nanoseconds due);
    void fire(uint32_t slot);
    void fire_tail(uint32_t slot);
    void step(uint32_t slot);
    void put_event(std::string_view json);
    long put_tokens(Connection& connection, long count);
    void put_end(Connection& connection);
    void emit(uint32_t slot, long tokens, bool ends);
    void send(uint32_t slot, std::string_view bytes, long tokens, bool ends);
    void flush(uint32_t slot);
    void count_tokens(Connection& connection, long tokens, Nanoseconds now);
    void end_answer(uint32_t slot);
    Nanoseconds run_timers();
};

void Server::watch(int descriptor, uint64_t key, uint32_t events, int operation) {
    epoll_event event{};
    event.events = events;
    event.data.u64 = key;
    if (epoll_ctl(epoll_, operation, descriptor, &event)) fail_errno("epoll_ctl");
}

void Server::listen_and_serve() {
    epoll_ = epoll_create1(EPOLL_CLOEXEC);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigprocmask(SIG_BLOCK, &set, nullptr);
    signals_ = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    std::signal(SIGPIPE, SIG_IGN);
    // Without this the kernel may let a timer ring 50 us late.
    prctl(PR_SET_TIMERSLACK, 1UL);
    listener_ = open_listener(settings_.port);
    watch(listener_, kListener, EPOLLIN);
    watch(signals_, kSignals, EPOLLIN);
    last_activity_ = clock_now();
    std::array<epoll_event, 512> ready{};
    while (!stopping_) {
        const Nanoseconds wait = run_timers();
        if (open_answers_ == 0 && clock_now() - last_activity_ > settings_.idle_exit) return;
        const timespec limit{wait / kSecond, wait % kSecond};
        const int count = epoll_pwait2(epoll_, ready.data(), ready.size(), &limit, nullptr);
        if (count < 0 && errno != EINTR) fail_errno("epoll_pwait2");
        for (int index = 0; index < count; ++index) {
            const auto& event = ready[static_cast<size_t>(index)];
            if (event.data.u64 == kListener) {
                accept_all();
            } else if (event.data.u64 == kSignals) {
                stopping_ = true;
            } else {
                const auto slot = static_cast<uint32_t>(event.data.u64);
                if (event.events & EPOLLOUT) flush(slot);
                if (event.events & ~EPOLLOUT) readable(slot);
            }
        }
    }
}

// Fires what is due, at most so many that requests are not left lying, and says how long to wait.
Nanoseconds Server::run_timers() {
    for (int fired = 0; fired < 128 && !timers_.empty(); ++fired) {
        const Timer timer = timers_.top();
        const Nanoseconds wait = timer.due - clock_now();
        if (wait > 0) return std::min(wait, kSecond);
        timers_.pop();
        if (connections_[timer.slot]->epoch == timer.epoch) fire(timer.slot);
    }
    return timers_.empty() ? kSecond : 0;
}

void Server::accept_all() {
    while (true) {
        const int descriptor = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor < 0) return;
        if (free_slots_.empty() && connections_.size() == kMostConnections) {
            close(descriptor);
            continue;
        }
        if (free_slots_.empty()) {
            free_slots_.push_back(static_cast<uint32_t>(connections_.size()));
            connections_.push_back(std::make_unique<Connection>());
        }
        const uint32_t slot = free_slots_.back();
        free_slots_.pop_back();
        const uint32_t epoch = connections_[slot]->epoch;
        *connections_[slot] = Connection{};
        connections_[slot]->epoch = epoch + 1;
        connections_[slot]->descriptor = descriptor;
        watch(descriptor, slot, EPOLLIN | EPOLLRDHUP);
    }
}

void Server::close_connection(uint32_t slot) {
    Connection& connection = *connections_[slot];
    if (connection.descriptor < 0) return;
    if (connection.busy) --open_answers_;
    close(connection.descriptor);
    connection.descriptor = -1;
    connection.busy = false;
    ++connection.epoch;
    free_slots_.push_back(slot);
}

void Server::readable(uint32_t slot) {
    Connection& connection = *connections_[slot];
    if (connection.descriptor < 0) return;
    iovec part{buffer_.data(), buffer_.size()};
    alignas(cmsghdr) std::array<char, 128> control{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t count = recvmsg(connection.descriptor, &message, 0);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (count <= 0) return close_connection(slot);
    connection.input.append(buffer_.data(), static_cast<size_t>(count));
    connection.input_arrived = 0;
    for (cmsghdr* piece = CMSG_FIRSTHDR(&message); piece; piece = CMSG_NXTHDR(&message, piece)) {
        if (piece->cmsg_level == SOL_SOCKET && piece->cmsg_type == SCM_TIMESTAMPNS) {
            timespec stamp{};
            std::memcpy(&stamp, CMSG_DATA(piece), sizeof stamp);
            connection.input_arrived = stamp.tv_sec * kSecond + stamp.tv_nsec - wall_offset_;
        }
    }
    take_requests(slot);
}

void Server::take_requests(uint32_t slot) {
    Connection& connection = *connections_[slot];
    Request request;
    while (connection.descriptor >= 0 && !connection.busy && !connection.close_when_sent &&
           !connection.input.empty()) {
        const Parse parse = take_request(connection.input, request);
        if (parse == Parse::more) return;
        last_activity_ = clock_now();
        if (parse == Parse::bad) {
            connection.keep_alive = false;
            connection.input.clear();
            send(slot, plain_answer("400 Bad Request",
                 error_body("not understood", "BadRequestError", 400), false), 0, true);
            return;
        }
        answer(slot, request);
    }
}

void Server::answer(uint32_t slot, const Request& request) {
    Connection& connection = *connections_[slot];
    connection.keep_alive = request.keep_alive;
    const std::string path = request.path.substr(0, request.path.find('?'));
    if (request.method == "POST" && path == "/v1/chat/completions") {
        return answer_completion(slot, request, true);
    }
    if (request.method == "POST" && path == "/v1/completions") {
        return answer_completion(slot, request, false);
    }
    const char* status = "200 OK";
    std::string body;
    if (path == "/v1/models") {
        body = "{\"object\":\"list\",\"data\":[{\"id\":\"" + settings_.model +
            "\",\"object\":\"model\",\"created\":1700000000,\"owned_by\":\"vllm\",\"root\":\"" +
            settings_.model + "\",\"parent\":null,\"max_model_len\":131072,\"permission\":[]}]}";
    } else if (path == "/version") {
        body = "{\"version\":\"0.0.0-reference\"}";
    } else if (path != "/health" && path != "/ping" && path != "/") {
        status = "404 Not Found";
        body = "{\"detail\":\"Not Found\"}";
    }
    send(slot, plain_answer(status, body, request.keep_alive), 0, true);
}

void Server::answer_completion(uint32_t slot, const Request& request, bool chat) {
    Connection& connection = *connections_[slot];
    const Wanted wanted = read_wanted(request.body);
    Truth truth;
    truth.read = clock_now();
    truth.arrived = connection.input_arrived ? std::min(connection.input_arrived, truth.read)
                                             : truth.read;
    truth.due = truth.arrived + (settings_.burst ? 0 : settings_.ttft);
    truth.fate = choose_fate(settings_, truths_.size());
    connection.truth = truths_.size();
    truths_.push_back(truth);
    connection.busy = true;
    ++open_answers_;
    if (truth.fate == Fate::unavailable) {
        truths_.back().finished = true;
        return send(slot, plain_answer("503 Service Unavailable",
            error_body("no capacity", "ServiceUnavailableError", 503), request.keep_alive), 0, true);
    }
    connection.streams = wanted.stream;
    connection.wants_usage = wanted.include_usage;
    connection.wants_usage_always = wanted.include_usage && wanted.continuous_usage;
    connection.role_said = !chat;
    connection.tokens = wanted.max_tokens > 0 ? std::min(wanted.max_tokens, 1'000'000L)
                                              : settings_.tokens;
    connection.written = 0;
    // A rough guess: four bytes of the body a token.
    connection.prompt_tokens = static_cast<long>(request.body.size() / 4);
    const std::string& model = wanted.model.empty() || wanted.model.size() > 200
        ? settings_.model : wanted.model;
    connection.answer = Answer(connection.truth, chat, model, 1700000000);
    if (!connection.streams) {
        if (settings_.burst) return step(slot);
        return set_timer(slot, truth.due + settings_.gap * (connection.tokens - 1));
    }
    events_ = kStreamHead;
    if (truth.fate == Fate::empty) {
        events_ += kLastChunk;
        truths_.back().finished = true;
        return send(slot, std::string(events_), 0, true);
    }
    if (settings_.burst) {
        put_tokens(connection, connection.tokens);
        put_end(connection);
        return emit(slot, connection.written, true);
    }
    if (settings_.early_role && !connection.role_said) {
        put_event(connection.answer.role());
        connection.role_said = true;
    }
    const uint32_t epoch = connection.epoch;
    send(slot, std::string(events_), 0, false);
    if (connection.epoch == epoch) set_timer(slot, truth.due);
}

void Server::set_timer(uint32_t slot, Nanoseconds due) {
    timers_.push({due, slot, connections_[slot]->epoch});
}

void Server::fire(uint32_t slot) {
    Connection& connection = *connections_[slot];
    if (connection.tail.empty()) {
        step(slot);
    } else {
        fire_tail(slot);
    }
    // A client that sends the next request early has it answered now.
    take_requests(slot);
}

void Server::fire_tail(uint32_t slot) {
    Connection& connection = *connections_[slot];
    const std::string tail = std::move(connection.tail);
    connection.tail.clear();
    const bool ends = connection.tail_ends;
    const uint32_t epoch = connection.epoch;
    send(slot, tail, connection.tail_tokens, ends);
    if (connection.epoch == epoch && !ends) {
        set_timer(slot, truths_[connection.truth].due + settings_.gap * connection.written);
    }
}

// The next event of an answer, or the whole of one that does not stream.
void Server::step(uint32_t slot) {
    Connection& connection = *connections_[slot];
    if (!connection.streams) {
        truths_[connection.truth].finished = true;
        connection.written = connection.tokens;
        return send(slot, plain_answer("200 OK",
            connection.answer.whole(connection.prompt_tokens, connection.tokens),
            connection.keep_alive), connection.tokens, true);
    }
    events_.clear();
    const long tokens = put_tokens(connection, settings_.per_event);
    const Fate fate = truths_[connection.truth].fate;
    const bool halfway = fate != Fate::whole && connection.written * 2 >= connection.tokens;
    const bool ends = halfway || connection.written >= connection.tokens;
    if (ends) put_end(connection);
    const uint32_t epoch = connection.epoch;
    emit(slot, tokens, ends);
    if (connection.epoch == epoch && !ends && connection.tail.empty()) {
        set_timer(slot, truths_[connection.truth].due + settings_.gap * connection.written);
    }
}

void Server::put_event(std::string_view json) {
    std::string event = "data: ";
    event += json;
    event += "\n\n";
    add_chunk(events_, event);
}

// Adds `count` tokens at most, the role before the first; an answer that fails stops halfway.
long Server::put_tokens(Connection& connection, long count) {
    thread_local std::string event;
    if (!connection.role_said) {
        put_event(connection.answer.role());
        connection.role_said = true;
    }
    const Fate fate = truths_[connection.truth].fate;
    const long most = fate == Fate::whole ? connection.tokens : (connection.tokens + 1) / 2;
    const long end = std::min(most, connection.written + count);
    const long before = connection.written;
    while (connection.written < end) {
        const bool reasons = connection.written < settings_.reasoning;
        const long stop = reasons ? std::min(end, settings_.reasoning) : end;
        const long together = std::min(settings_.per_event, stop - connection.written);
        const long next = connection.written + together;
        event = "data: ";
        connection.answer.tokens(event, connection.written, together, next == connection.tokens,
                                 reasons ? settings_.reasoning_field : std::string(),
                                 connection.wants_usage_always ? connection.prompt_tokens : -1);
        event += "\n\n";
        add_chunk(events_, event);
        connection.written = next;
    }
    return connection.written - before;
}

// What follows the last token. A cut answer has no end: the connection is closed in mid-body.
void Server::put_end(Connection& connection) {
    Truth& truth = truths_[connection.truth];
    truth.finished = true;
    if (truth.fate == Fate::cut) {
        connection.keep_alive = false;
        return;
    }
    if (truth.fate == Fate::error) {
        put_event(error_body("EngineCore encountered an issue", "InternalServerError", 500));
    } else if (connection.wants_usage) {
        put_event(connection.answer.usage(connection.prompt_tokens, connection.written));
    }
    if (settings_.done) put_event("[DONE]");
    events_ += kLastChunk;
}

// Sends what was put together, in two parts when events are to be split.
void Server::emit(uint32_t slot, long tokens, bool ends) {
    if (settings_.split == 0 || settings_.burst) return send(slot, events_, tokens, ends);
    // The first HTTP chunk, an event as a whole, becomes two of half its size.
    Connection& connection = *connections_[slot];
    const size_t line = events_.find("\r\n") + 2;
    const size_t size = std::strtoul(events_.c_str(), nullptr, 16);
    const std::string_view event(events_.data() + line, size);
    std::string front;
    add_chunk(front, event.substr(0, size / 2));
    connection.tail.clear();
    add_chunk(connection.tail, event.substr(size / 2));
    connection.tail.append(events_, line + size + 2);
    connection.tail_tokens = tokens;
    connection.tail_ends = ends;
    const uint32_t epoch = connection.epoch;
    send(slot, front, 0, false);
    if (connection.epoch == epoch) set_timer(slot, clock_now() + settings_.split);
}

// Hands bytes to the kernel. The stamp is taken before: the reader may have them before `write`
// comes back. Bytes the kernel does not take wait; their tokens count when they have gone.
void Server::send(uint32_t slot, std::string_view bytes, long tokens, bool ends) {
    Connection& connection = *connections_[slot];
    connection.close_when_sent = ends && !connection.keep_alive;
    const Nanoseconds now = clock_now();
    ssize_t count = 0;
    if (connection.output.empty()) {
        count = ::send(connection.descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count < 0 && errno != EAGAIN) return close_connection(slot);
        count = std::max<ssize_t>(count, 0);
    }
    if (static_cast<size_t>(count) == bytes.size()) {
        count_tokens(connection, tokens, now);
    } else {
        connection.output.append(bytes.substr(static_cast<size_t>(count)));
        connection.waiting_tokens += tokens;
        if (!connection.waits_for_room) {
            connection.waits_for_room = true;
            watch(connection.descriptor, slot, EPOLLIN | EPOLLRDHUP | EPOLLOUT, EPOLL_CTL_MOD);
        }
    }
    if (ends) end_answer(slot);
}

void Server::flush(uint32_t slot) {
    Connection& connection = *connections_[slot];
    if (connection.descriptor < 0 || !connection.waits_for_room) return;
    const Nanoseconds now = clock_now();
    const ssize_t count = ::send(connection.descriptor, connection.output.data() + connection.sent,
                                 connection.output.size() - connection.sent, MSG_NOSIGNAL);
    if (count < 0) {
        if (errno != EAGAIN) close_connection(slot);
        return;
    }
    connection.sent += static_cast<size_t>(count);
    if (connection.sent < connection.output.size()) return;
    connection.output.clear();
    connection.sent = 0;
    connection.waits_for_room = false;
    count_tokens(connection, connection.waiting_tokens, now);
    connection.waiting_tokens = 0;
    watch(connection.descriptor, slot, EPOLLIN | EPOLLRDHUP, EPOLL_CTL_MOD);
    if (connection.close_when_sent) close_connection(slot);
}

void Server::count_tokens(Connection& connection, long tokens, Nanoseconds now) {
    if (tokens == 0) return;
    Truth& truth = truths_[connection.truth];
    if (truth.first == 0) truth.first = now;
    truth.last = now;
    truth.tokens += static_cast<uint32_t>(tokens);
}

void Server::end_answer(uint32_t slot) {
    Connection& connection = *connections_[slot];
    if (connection.busy) --open_answers_;
    connection.busy = false;
    last_activity_ = clock_now();
    if (connection.close_when_sent && connection.output.empty()) close_connection(slot);
}

}  // namespace

int main(int count, char** words) {
    raise_descriptor_limit();
    const Settings settings = read_settings(count, words);
    Server server(settings);
    server.listen_and_serve();
    if (!settings.log.empty()) write_truths(server.truths(), settings.log);
    return 0;
}
