// What the server knows of each request, and the file it tells it in.
#pragma once

#include "common.hpp"

#include <array>
#include <vector>

enum class Fate : uint8_t { whole, unavailable, error, cut, empty };
constexpr std::array<const char*, 5> kFates = {"whole", "unavailable", "error", "cut", "empty"};

// The truth about one request; CLOCK_MONOTONIC, zero for what never happened.
struct Truth {
    Nanoseconds arrived = 0;  // last byte of the request in this machine's network stack
    Nanoseconds read = 0;     // last byte read here
    Nanoseconds due = 0;      // when the first token was to be written
    Nanoseconds first = 0;    // first token handed to the kernel
    Nanoseconds last = 0;     // last token handed to the kernel
    uint32_t tokens = 0;      // written
    Fate fate = Fate::whole;
    bool finished = false;    // the answer was written to its end as planned
};

inline void write_truths(const std::vector<Truth>& truths, const std::string& path) {
    std::FILE* file = path == "-" ? stdout : std::fopen(path.c_str(), "w");
    if (!file) fail_errno("cannot write " + path);
    std::fputs("request\tarrived_ns\tread_ns\tdue_ns\tfirst_ns\tlast_ns\ttokens\tfate\tfinished\n",
               file);
    for (size_t index = 0; index < truths.size(); ++index) {
        const Truth& truth = truths[index];
        std::fprintf(file, "%zu\t%ld\t%ld\t%ld\t%ld\t%ld\t%u\t%s\t%d\n", index, truth.arrived,
                     truth.read, truth.due, truth.first, truth.last, truth.tokens,
                     kFates[static_cast<size_t>(truth.fate)], truth.finished);
    }
    if (std::fflush(file) || (file != stdout && std::fclose(file))) {
        fail_errno("cannot write " + path);
    }
}
