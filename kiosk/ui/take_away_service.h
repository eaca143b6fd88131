// What the screen needs to take the record away from the kiosk: where it can go, the start of it, how far it
// is, and what came of it. Whoever stands behind it reads and writes on a thread of its own; the screen never
// waits, and knows no file, no stick and no server.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/huddle/types.h"
#include "core/store/history.h"

namespace hearthside {

enum class TakeAwayForm { excel, csv, json, markdown, pdf, poster_a4, poster_a3 };

struct TakeAwayChoice {
    std::optional<HuddleId> huddle;  // this one as one page of A4; then `form` does not matter
    Span span;                       // the huddle's own day when there is one
    TakeAwayForm form = TakeAwayForm::excel;
    bool notes = false;    // what people wrote goes along, where the team allows it
    std::string language;  // id; of what people read on paper
};

struct TakeAwayPlace {
    enum class Kind { stick, folder, phone };
    Kind kind = Kind::stick;
    std::string id;    // stable while the place is there
    std::string name;  // of a stick, which may have none, or a folder
    friend bool operator==(const TakeAwayPlace&, const TakeAwayPlace&) = default;
};

struct TakeAwayState {
    enum class Kind {
        idle,
        working,    // `part` says how far it is; may be cancelled
        finishing,  // all is written, and the stick is being let go
        done,
        cancelled,
        refused,  // `sentence` says why
    };
    enum class Ending {
        none,
        safe,     // on the stick, which may be pulled out
        written,  // on the stick, which could not be taken out of use
        in_use,   // on the stick, which something else still works with
        folder,   // in `folder`
        link,     // `link` holds for one download, until its time is over
        link_gone,
    };
    Kind kind = Kind::idle;
    Ending ending = Ending::none;
    TakeAwayPlace place;
    float part = 0;        // 0 to 1
    std::string file;      // its name
    std::string folder;    // the whole path
    std::string link;      // what the code holds
    std::string address;   // the same for people to type
    std::string sentence;  // English, to be translated
};

// All calls are cheap, on the frame loop's thread; a change wakes the loop.
class TakeAwayService {
public:
    virtual ~TakeAwayService() = default;
    // Whether the team lets notes leave.
    virtual bool notes_allowed() const = 0;
    // Looks anew where the record can go; places() tells it some frames later.
    virtual void look() = 0;
    virtual std::vector<TakeAwayPlace> places() const = 0;
    // Nothing happens while another one is under way.
    virtual void start(const TakeAwayChoice& choice, const TakeAwayPlace& place) = 0;
    virtual TakeAwayState state() const = 0;
    // What was begun ends soon, as cancelled, and leaves no file.
    virtual void cancel() = 0;
    // The person has read how it ended: idle again. A link is taken back.
    virtual void forget() = 0;
};

}  // namespace hearthside
