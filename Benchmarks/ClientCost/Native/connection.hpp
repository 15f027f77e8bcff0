// One connection with the answer in progress on it, and the timer of its next event.
#pragma once

#include "answer.hpp"
#include "common.hpp"

#include <string>

struct Connection {
    int descriptor = -1;
    uint32_t epoch = 0;  // timers of an earlier owner of the slot are void
    std::string input;
    Nanoseconds input_arrived = 0;
    // Bytes the kernel did not take yet, and what they are worth when it has.
    std::string output;
    size_t sent = 0;
    long waiting_tokens = 0;
    bool waits_for_room = false;
    // The answer in progress.
    bool busy = false;
    bool keep_alive = true;
    bool streams = false;
    bool wants_usage = false;
    bool wants_usage_always = false;
    bool role_said = false;
    bool close_when_sent = false;
    size_t truth = 0;
    long tokens = 0;
    long written = 0;
    long prompt_tokens = 0;
    Answer answer;
    std::string tail;  // second part of a split event
    long tail_tokens = 0;
    bool tail_ends = false;
};

struct Timer {
    Nanoseconds due;
    uint32_t slot;
    uint32_t epoch;
    bool operator>(const Timer& other) const { return due > other.due; }
};
