// A download that is made while it is sent: whoever writes it waits when the reader is slow, and stops when
// the reader has gone, so that no file is ever whole in memory or on the disk. Knows no format.
#pragma once

#include <functional>
#include <memory>
#include <ostream>

#include "core/huddle/result.h"
#include "kiosk/web/http.h"

namespace hearthside {

class Downloads {
public:
    static constexpr int at_most = 2;  // at once; each has a thread of its own

    Downloads();
    ~Downloads();  // breaks off what is under way, and waits for its end
    Downloads(const Downloads&) = delete;
    Downloads& operator=(const Downloads&) = delete;

    // `write` is called on a thread of its own with a stream that fails when the reader has gone. When it
    // gives back a problem or throws, the download breaks off instead of ending. Null when two are under way.
    std::shared_ptr<Pieces> begin(std::function<Result<void>(std::ostream& out)> write);

private:
    struct Shared;
    std::unique_ptr<Shared> shared_;
};

}  // namespace hearthside
