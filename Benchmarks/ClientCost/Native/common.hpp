// What the three programs share: the clock, and words of the command line.
#pragma once

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <map>
#include <set>
#include <string>
#include <sys/resource.h>

using Nanoseconds = int64_t;
constexpr Nanoseconds kSecond = 1'000'000'000;

inline Nanoseconds clock_now(clockid_t clock = CLOCK_MONOTONIC) {
    timespec time{};
    clock_gettime(clock, &time);
    return time.tv_sec * kSecond + time.tv_nsec;
}

[[noreturn]] inline void fail(const std::string& message) {
    std::fprintf(stderr, "%s: %s\n", program_invocation_short_name, message.c_str());
    std::exit(2);
}

[[noreturn]] inline void fail_errno(const std::string& what) {
    fail(what + ": " + std::strerror(errno));
}

// Words `--name value` and `--flag`; everything else is refused.
class Options {
public:
    Options(int count, char** words, const std::set<std::string>& valued,
            const std::set<std::string>& flags, const char* usage) {
        for (int index = 1; index < count; ++index) {
            const std::string name = words[index];
            if (name == "--help" || name == "-h") {
                std::fputs(usage, stdout);
                std::exit(0);
            }
            if (flags.count(name)) {
                values_[name] = "";
            } else if (!valued.count(name)) {
                fail("unknown option " + name + "; --help lists them");
            } else if (++index == count) {
                fail(name + " wants a value");
            } else {
                values_[name] = words[index];
            }
        }
    }

    bool has(const std::string& name) const { return values_.count(name) > 0; }

    std::string text(const std::string& name, const std::string& otherwise) const {
        const auto found = values_.find(name);
        return found == values_.end() ? otherwise : found->second;
    }

    long number(const std::string& name, long otherwise, long least, long most) const {
        if (!has(name)) return otherwise;
        const std::string word = text(name, "");
        char* end = nullptr;
        errno = 0;
        const long value = std::strtol(word.c_str(), &end, 10);
        if (word.empty() || *end || errno || value < least || value > most) {
            fail(name + " is '" + word + "', expected a whole number from " +
                 std::to_string(least) + " to " + std::to_string(most));
        }
        return value;
    }

    double share(const std::string& name) const {
        if (!has(name)) return 0;
        const std::string word = text(name, "");
        char* end = nullptr;
        const double value = std::strtod(word.c_str(), &end);
        if (word.empty() || *end || !(value >= 0 && value <= 1)) {
            fail(name + " is '" + word + "', expected a share from 0 to 1");
        }
        return value;
    }

    // A length of time: 50ms, 200us, 1.5s.
    Nanoseconds time(const std::string& name, Nanoseconds otherwise) const {
        if (!has(name)) return otherwise;
        const std::string word = text(name, "");
        char* end = nullptr;
        const double value = std::strtod(word.c_str(), &end);
        const std::string unit = end;
        const double scale = unit == "us" ? 1e3 : unit == "ms" ? 1e6 : unit == "s" ? 1e9 : 0;
        if (end == word.c_str() || scale == 0 || !(value >= 0 && value * scale <= 1e15)) {
            fail(name + " is '" + word + "', expected a time such as 50ms, 200us or 1.5s");
        }
        return static_cast<Nanoseconds>(value * scale);
    }

private:
    std::map<std::string, std::string> values_;
};

// As many descriptors as the system lets this process have.
inline void raise_descriptor_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}
