// SAFETY 5: what was deleted, refused or only asked about is gone from the program's memory as soon as it is given back. This
// takes the place of the C library's free() and realloc() for the whole program, libraries included (operator delete, SQLite,
// ICU, OpenSSL, zlib and GLib all end here), and overwrites each piece before it is given back. Not linked with sanitizers,
// which have their own. It costs a pass over freed bytes; tests/faults/memory.py looks for what it leaves.
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
    // In its place when it fits and little is wasted; what is cut off goes at once.
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
