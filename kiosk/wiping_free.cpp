// SPDX-License-Identifier: Apache-2.0
// SAFETY 5: text that was deleted, refused or only asked about leaves the program's memory as soon as it is
// freed. This file replaces the C library's free() and realloc() for the whole program, including its
// libraries (operator delete, SQLite, ICU, OpenSSL, zlib and GLib all end here), and overwrites each piece
// before freeing it. It is not linked with sanitizers, which have their own. It costs one pass over the freed
// bytes; tests/faults/memory.py looks for leftovers.
#include <malloc.h>
#include <stdlib.h>
#include <cstring>

#include <algorithm>
#include <cerrno>

extern "C" {

void __libc_free(void* piece);  // NOLINT(bugprone-reserved-identifier): the C library's own name for it

void free(void* piece) noexcept {
    if (!piece) return;
    const int before = errno;
    explicit_bzero(piece, malloc_usable_size(piece));
    __libc_free(piece);
    errno = before;
}

void* realloc(void* piece, size_t size) noexcept {
    if (!piece) return malloc(size);
    if (size == 0) {
        free(piece);
        return nullptr;
    }
    const size_t usable = malloc_usable_size(piece);
    // Keeps the piece in place when the new size fits and little is wasted. The part cut off is wiped at
    // once.
    if (size <= usable && usable - size <= usable / 2) {
        explicit_bzero(static_cast<char*>(piece) + size, usable - size);
        return piece;
    }
    void* other = malloc(size);
    if (!other) return nullptr;
    memcpy(other, piece, std::min(size, usable));
    free(piece);
    return other;
}
}
