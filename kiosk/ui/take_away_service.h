// SPDX-License-Identifier: Apache-2.0
// What the export screen needs: where the record can go, starting an export, its progress, and its result.
// The service reads and writes on its own thread, so the screen never waits and never touches a file, a stick
// or a server.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/export/formats.h"
#include "core/huddle/types.h"
#include "core/store/history.h"

namespace hearthside::ui {

struct TakeAwayForm {
    exports::ExportFormat format = exports::ExportFormat::xlsx;
    exports::PaperSize paper = exports::PaperSize::a4;  // of a format that has sizes
    friend bool operator==(const TakeAwayForm&, const TakeAwayForm&) = default;
};

struct TakeAwayChoice {
    std::optional<huddle::HuddleId> huddle;  // this huddle as one A4 page; `form` is then ignored
    store::Span span;                        // the huddle's own day when `huddle` is set
    TakeAwayForm form;
    bool notes = false;    // include what people wrote, where the team allows it
    std::string language;  // id of the language on paper
    exports::ExportFormat format() const { return huddle ? exports::ExportFormat::page : form.format; }
};

struct TakeAwayPlace {
    enum class Kind { stick, folder, phone };
    Kind kind = Kind::stick;
    std::string id;    // stable while the place is there
    std::string name;  // of a stick, which may be empty, or of a folder
    friend bool operator==(const TakeAwayPlace&, const TakeAwayPlace&) = default;
};

struct TakeAwayState {
    enum class Kind {
        idle,
        working,    // `part` says how far; may be cancelled
        finishing,  // all is written, and the stick is being released
        done,
        cancelled,
        refused,  // `sentence` says why
    };
    enum class Ending {
        none,
        safe,     // on the stick, which may be pulled out
        written,  // on the stick, which could not be unmounted
        in_use,   // on the stick, which another program still uses
        folder,   // in `folder`
        link,     // `link` holds for one download, until it expires
        link_gone,
        link_used,  // a phone has begun to fetch the file
    };
    Kind kind = Kind::idle;
    Ending ending = Ending::none;
    TakeAwayPlace place;
    float part = 0;        // 0 to 1
    std::string file;      // its name
    std::string folder;    // the whole path
    std::string link;      // what the QR code holds
    std::string address;   // the same address for people to type
    std::string sentence;  // English, to be translated
};

// All calls are cheap. Call them on the frame loop's thread. Any change wakes the loop.
class TakeAwayService {
public:
    virtual ~TakeAwayService() = default;
    // Whether the team allows exporting notes.
    virtual bool notes_allowed() const = 0;
    // Looks again where the record can go; places() returns it some frames later.
    virtual void look() = 0;
    virtual std::vector<TakeAwayPlace> places() const = 0;
    // Does nothing while another export is running.
    virtual void start(const TakeAwayChoice& choice, const TakeAwayPlace& place) = 0;
    virtual TakeAwayState state() const = 0;
    // Ends the export soon, as cancelled, and leaves no file.
    virtual void cancel() = 0;
    // Call when the person has read the result. The state is idle again, and a link is withdrawn.
    virtual void forget() = 0;
};

}  // namespace hearthside::ui
