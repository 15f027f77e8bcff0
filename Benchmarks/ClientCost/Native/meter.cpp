// meter CPUS SECONDS FILE COMMAND...: run a command on some CPUs and write what it cost to FILE.
//
// A program of its own because a child starts with the memory peak of whoever forked it: started
// from a large process, a small client would be charged with that one's size. SECONDS is the longest
// it may take; then the whole process group is killed. The file holds one JSON object.

#include "common.hpp"

#include <algorithm>
#include <csignal>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

// "0" or "0,2-3".
cpu_set_t read_cpus(const char* words) {
    cpu_set_t set;
    CPU_ZERO(&set);
    const char* at = words;
    while (*at) {
        char* end = nullptr;
        const long first = std::strtol(at, &end, 10);
        long last = first;
        if (end == at) fail(std::string("'") + words + "' is no list of CPUs such as 0,2-3");
        if (*end == '-') {
            at = end + 1;
            last = std::strtol(at, &end, 10);
        }
        for (long cpu = first; cpu <= last && cpu < CPU_SETSIZE; ++cpu) {
            CPU_SET(static_cast<size_t>(cpu), &set);
        }
        if (*end && *end != ',') fail(std::string("'") + words + "' is no list of CPUs such as 0,2-3");
        at = *end ? end + 1 : end;
    }
    return set;
}

pid_t child = 0;

void kill_child(int) {
    kill(-child, SIGKILL);
}

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

int main(int count, char** words) {
    if (count < 5) fail("usage: meter CPUS SECONDS FILE COMMAND...");
    const cpu_set_t cpus = read_cpus(words[1]);
    const long limit = std::strtol(words[2], nullptr, 10);
    if (limit < 1) fail("the limit is a whole number of seconds");
    const Nanoseconds began = clock_now();
    child = fork();
    if (child < 0) fail_errno("fork");
    if (child == 0) {
        setpgid(0, 0);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (sched_setaffinity(0, sizeof cpus, &cpus)) fail_errno("sched_setaffinity");
        execvp(words[4], words + 4);
        fail_errno(std::string("cannot start ") + words[4]);
    }
    setpgid(child, child);
    std::signal(SIGALRM, kill_child);
    std::signal(SIGTERM, kill_child);
    std::signal(SIGINT, kill_child);
    alarm(static_cast<unsigned>(limit));
    // What its children leave behind is waited for here, and counted.
    prctl(PR_SET_CHILD_SUBREAPER, 1UL);
    int status = 0;
    double cpu = 0;
    long peak = 0;
    pid_t ended_child = 0;
    while (ended_child != child) {
        rusage usage{};
        ended_child = wait4(-1, &status, 0, &usage);
        if (ended_child < 0 && errno != EINTR) fail_errno("wait4");
        if (ended_child < 0) continue;
        cpu += seconds(usage.ru_utime) + seconds(usage.ru_stime);
        peak = std::max(peak, usage.ru_maxrss);
    }
    const Nanoseconds ended = clock_now();
    kill(-child, SIGKILL);
    std::FILE* file = std::fopen(words[3], "w");
    if (!file) fail_errno(std::string("cannot write ") + words[3]);
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    std::fprintf(file, "{\"wall_s\": %.6f, \"cpu_s\": %.6f, \"peak_kb\": %ld, \"exit\": %d}\n",
                 static_cast<double>(ended - began) / 1e9, cpu, peak, code);
    if (std::fclose(file)) fail_errno(std::string("cannot write ") + words[3]);
    return 0;
}
