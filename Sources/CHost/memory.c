#define _GNU_SOURCE
#include "memory.h"

#if defined(__linux__)

#include <link.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

void chost_limit_heaps(int count) {
#if defined(__GLIBC__)
    (void)mallopt(M_ARENA_MAX, count);
    // A heap that grows page by page costs a system call each time.
    (void)mallopt(M_TOP_PAD, 512 << 10);
#else
    (void)count;
#endif
}

static int release_program(struct dl_phdr_info *info, size_t size, void *unused) {
    (void)size;
    (void)unused;
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    for (int index = 0; index < info->dlpi_phnum; ++index) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[index];
        if (header->p_type != PT_LOAD || (header->p_flags & PF_W)) continue;
        const uintptr_t start = (info->dlpi_addr + header->p_vaddr + page - 1) / page * page;
        const uintptr_t end = (info->dlpi_addr + header->p_vaddr + header->p_memsz) / page * page;
        if (end > start) (void)madvise((void *)start, end - start, MADV_DONTNEED);
    }
    // The program comes first; its libraries are shared with others.
    return 1;
}

void chost_release_program_pages(void) {
    (void)dl_iterate_phdr(release_program, 0);
}

#else

void chost_limit_heaps(int count) {
    (void)count;
}

void chost_release_program_pages(void) {}

#endif
