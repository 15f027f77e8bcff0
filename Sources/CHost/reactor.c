#if defined(__linux__)

#define _GNU_SOURCE
#include "reactor.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { batch_max = 256 };

int creactor_make_set(void) {
    return epoll_create1(EPOLL_CLOEXEC);
}

// Edge-triggered: every ring wakes, and nobody has to read it.
static int watch_edges(int set, int descriptor, uint64_t token) {
    if (descriptor < 0) return -1;
    struct epoll_event event = {.events = EPOLLIN | EPOLLET, .data = {.u64 = token}};
    if (epoll_ctl(set, EPOLL_CTL_ADD, descriptor, &event) < 0) {
        close(descriptor);
        return -1;
    }
    return descriptor;
}

int creactor_make_bell(int set, uint64_t token) {
    return watch_edges(set, eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), token);
}

int creactor_make_timer(int set, uint64_t token) {
    return watch_edges(set, timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK), token);
}

int creactor_set_timer(int timer, int64_t nanoseconds) {
    // Nothing at all would stop it.
    if (nanoseconds < 1) nanoseconds = 1;
    struct itimerspec setting = {
        .it_value = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000},
    };
    return timerfd_settime(timer, 0, &setting, NULL);
}

void creactor_ring(int bell) {
    uint64_t one = 1;
    // A full counter has woken already.
    (void)!write(bell, &one, sizeof one);
}

static int control(int set, int operation, int descriptor, uint64_t token, uint32_t what) {
    struct epoll_event event = {.data = {.u64 = token}};
    if (what & creactor_readable) event.events |= EPOLLIN;
    if (what & creactor_writable) event.events |= EPOLLOUT;
    return epoll_ctl(set, operation, descriptor, &event);
}

int creactor_watch(int set, int descriptor, uint64_t token, uint32_t what) {
    return control(set, EPOLL_CTL_ADD, descriptor, token, what);
}

int creactor_rewatch(int set, int descriptor, uint64_t token, uint32_t what) {
    return control(set, EPOLL_CTL_MOD, descriptor, token, what);
}

int creactor_wait(int set, struct creactor_ready *ready, int count, int blocks) {
    struct epoll_event events[batch_max];
    int found = epoll_wait(set, events, count < batch_max ? count : batch_max, blocks ? -1 : 0);
    for (int index = 0; index < found; ++index) {
        uint32_t what = 0;
        if (events[index].events & EPOLLIN) what |= creactor_readable;
        if (events[index].events & EPOLLOUT) what |= creactor_writable;
        if (events[index].events & (EPOLLERR | EPOLLHUP)) what |= creactor_broken;
        ready[index] = (struct creactor_ready){.token = events[index].data.u64, .what = what};
    }
    return found;
}

int creactor_make_socket(int family) {
    int made = socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (made < 0) return -1;
    int on = 1;
    // A socket that waits to fill its packets is slower, and works.
    (void)setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return made;
}

int creactor_connect(int descriptor, const struct sockaddr *address, uint32_t size) {
    return connect(descriptor, address, size);
}

void creactor_close(int descriptor) {
    (void)close(descriptor);
}

int creactor_socket_error(int descriptor) {
    int error = 0;
    socklen_t size = sizeof error;
    return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) < 0 ? errno : error;
}

long creactor_send(int descriptor, const void *bytes, unsigned long count) {
    return send(descriptor, bytes, count, MSG_NOSIGNAL);
}

long creactor_receive(int descriptor, void *bytes, unsigned long count) {
    return recv(descriptor, bytes, count, 0);
}

void creactor_name_thread(const char *name) {
    (void)pthread_setname_np(pthread_self(), name);
}

uint64_t creactor_thread(void) {
    static __thread char mark;
    return (uint64_t)(uintptr_t)&mark;
}

#else

// There is nothing to it elsewhere.
typedef int creactor_nothing;

#endif
