// SPDX-License-Identifier: Apache-2.0
#include "kiosk/web/gzip.h"

#include <zlib.h>

#include <new>

namespace hearthside::web {

std::string gzipped(std::string_view text, int level) {
    constexpr int window_with_gzip_frame = 15 + 16;
    z_stream stream{};
    if (deflateInit2(&stream, level, Z_DEFLATED, window_with_gzip_frame, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        throw std::bad_alloc();
    }
    std::string result(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
    // zlib only reads through next_in, despite its type.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(result.data());
    stream.avail_out = static_cast<uInt>(result.size());
    deflate(&stream, Z_FINISH);
    result.resize(stream.total_out);
    deflateEnd(&stream);
    return result;
}

}  // namespace hearthside::web
