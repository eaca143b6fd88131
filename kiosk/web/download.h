// SPDX-License-Identifier: Apache-2.0
// A download that is made while it is sent. The writer waits while the reader is slow, and stops when the
// reader is gone, so no file is ever whole in memory or on the disk.
#pragma once

#include <functional>
#include <memory>
#include <ostream>

#include "core/huddle/result.h"
#include "kiosk/web/http.h"

namespace hearthside::web {

class Downloads {
public:
    static constexpr int at_most = 2;  // at once; each has its own thread

    Downloads();
    ~Downloads();  // stops current downloads and waits for their end
    Downloads(const Downloads&) = delete;
    Downloads& operator=(const Downloads&) = delete;

    // `write` runs on its own thread with a stream that fails when the reader is gone. When it returns a
    // problem or throws, the download breaks off instead of ending. Null when two downloads are running.
    std::shared_ptr<Pieces> begin(std::function<huddle::Result<void>(std::ostream& out)> write);

private:
    struct Shared;
    std::unique_ptr<Shared> shared_;
};

}  // namespace hearthside::web
