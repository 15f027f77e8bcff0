// The kernel's interface for waiting on many sockets, which the C library's module does not show to Swift.

#ifndef FIRSTLIGHT_CHOST_REACTOR_H
#define FIRSTLIGHT_CHOST_REACTOR_H

#if defined(__linux__)

#include <stdint.h>
#include <sys/socket.h>

// What a socket is watched for, and what has become of it.
enum {
    creactor_readable = 1,
    creactor_writable = 2,
    creactor_broken = 4,
};

// One socket that is ready.
struct creactor_ready {
    uint64_t token;
    uint32_t what;
};

// All functions give -1 and set errno when they fail.

// A set of watched sockets.
int creactor_make_set(void);

// A descriptor that wakes whoever waits, each time it is rung.
int creactor_make_bell(int set, uint64_t token);
void creactor_ring(int bell);

int creactor_watch(int set, int descriptor, uint64_t token, uint32_t what);
int creactor_rewatch(int set, int descriptor, uint64_t token, uint32_t what);

// A timer that wakes whoever waits. Exact, where a limit on the wait itself is late by a share of it.
int creactor_make_timer(int set, uint64_t token);
int creactor_set_timer(int timer, int64_t nanoseconds);

// Gives how many are ready; waits until one is, or does not wait at all.
int creactor_wait(int set, struct creactor_ready *ready, int count, int blocks);

// A TCP socket that does not block and sends at once.
int creactor_make_socket(int family);

int creactor_connect(int descriptor, const struct sockaddr *address, uint32_t size);
void creactor_close(int descriptor);

// The error that a socket's connection attempt ended with, 0 for none.
int creactor_socket_error(int descriptor);

// Sends without a signal when the peer is gone.
long creactor_send(int descriptor, const void *bytes, unsigned long count);
long creactor_receive(int descriptor, void *bytes, unsigned long count);

void creactor_name_thread(const char *name);

// A number that the calling thread has and no other one that lives; never 0.
uint64_t creactor_thread(void);

#endif
#endif
