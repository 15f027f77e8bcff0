// What the C library's module does not show to Swift of a process's memory.

#ifndef FIRSTLIGHT_CHOST_MEMORY_H
#define FIRSTLIGHT_CHOST_MEMORY_H

// Lets threads share so many heaps; to be called before there are threads. Does nothing where the C
// library has one heap anyway.
void chost_limit_heaps(int count);

// Hands the pages of the program's own code and constants back. Those that are needed again come
// back from the file; no written page is among them.
void chost_release_program_pages(void);

#endif
