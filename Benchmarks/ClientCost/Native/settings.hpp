// What the server is told on its command line, and which requests that makes go wrong.
#pragma once

#include "common.hpp"
#include "truth.hpp"

#include <array>
#include <utility>

constexpr const char* kServerUsage =
    "usage: server [options]\n"
    "  --port N             port on 127.0.0.1; default 0, a free one, which is printed\n"
    "  --model NAME         name of the model in /v1/models; default reference\n"
    "  --ttft TIME          from a request's arrival to its first token; default 50ms\n"
    "  --gap TIME           between tokens; default 10ms\n"
    "  --tokens N           tokens of an answer when the request names no limit; default 100\n"
    "  --burst              no pacing: everything in one write\n"
    "  --log FILE           the truth, a line a request, written at the end; - is standard output\n"
    "  --idle-exit TIME     end after so long without a request; default 600s\n"
    "misbehaviour:\n"
    "  --early-role         the role-only chunk goes out at once, not with the first token\n"
    "  --reasoning N        the first N tokens are reasoning\n"
    "  --reasoning-field F  where they stand; default reasoning_content\n"
    "  --per-event N        tokens in one event; default 1\n"
    "  --split TIME         every event in two writes and two HTTP chunks, so long apart\n"
    "  --no-done            no [DONE] at the end\n"
    "  --fail-share S       this share of the requests is answered 503\n"
    "  --error-share S      ... ends after half of its tokens with an error event in the 200\n"
    "  --cut-share S        ... is cut after half of its tokens\n"
    "  --empty-share S      ... is answered 200 with an empty stream\n";

struct Settings {
    uint16_t port = 0;
    std::string model;
    Nanoseconds ttft = 0;
    Nanoseconds gap = 0;
    long tokens = 0;
    bool burst = false;
    std::string log;
    Nanoseconds idle_exit = 0;
    bool early_role = false;
    long reasoning = 0;
    std::string reasoning_field;
    long per_event = 1;
    Nanoseconds split = 0;
    bool done = true;
    double fail_share = 0;
    double error_share = 0;
    double cut_share = 0;
    double empty_share = 0;
};

inline Settings read_settings(int count, char** words) {
    const Options options(
        count, words,
        {"--port", "--model", "--ttft", "--gap", "--tokens", "--log", "--idle-exit", "--reasoning",
         "--reasoning-field", "--per-event", "--split", "--fail-share", "--error-share",
         "--cut-share", "--empty-share"},
        {"--burst", "--early-role", "--no-done"}, kServerUsage);
    Settings settings;
    settings.port = static_cast<uint16_t>(options.number("--port", 0, 0, 65535));
    settings.model = options.text("--model", "reference");
    settings.ttft = options.time("--ttft", 50'000'000);
    settings.gap = options.time("--gap", 10'000'000);
    settings.tokens = options.number("--tokens", 100, 1, 1'000'000);
    settings.burst = options.has("--burst");
    settings.log = options.text("--log", "");
    settings.idle_exit = options.time("--idle-exit", 600 * kSecond);
    settings.early_role = options.has("--early-role");
    settings.reasoning = options.number("--reasoning", 0, 0, 1'000'000);
    settings.reasoning_field = options.text("--reasoning-field", "reasoning_content");
    settings.per_event = options.number("--per-event", 1, 1, 1000);
    settings.split = options.time("--split", 0);
    settings.done = !options.has("--no-done");
    settings.fail_share = options.share("--fail-share");
    settings.error_share = options.share("--error-share");
    settings.cut_share = options.share("--cut-share");
    settings.empty_share = options.share("--empty-share");
    if (settings.fail_share + settings.error_share + settings.cut_share + settings.empty_share > 1) {
        fail("the shares of requests that go wrong add up to more than 1");
    }
    if (settings.burst && settings.split > 0) fail("--burst and --split exclude each other");
    return settings;
}

// Evenly spread and the same in every run: a sequence of low discrepancy, not a draw. It starts in
// the middle, so that a client's first look at the server goes well unless most requests do not.
inline Fate choose_fate(const Settings& settings, uint64_t number) {
    const double step = 0.5 + static_cast<double>(number) * 0.6180339887498949;
    double place = step - static_cast<double>(static_cast<uint64_t>(step));
    const std::array<std::pair<double, Fate>, 4> shares = {{
        {settings.fail_share, Fate::unavailable}, {settings.error_share, Fate::error},
        {settings.cut_share, Fate::cut}, {settings.empty_share, Fate::empty}}};
    for (const auto& [share, fate] : shares) {
        if (place < share) return fate;
        place -= share;
    }
    return Fate::whole;
}
