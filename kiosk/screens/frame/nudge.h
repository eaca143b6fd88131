// SPDX-License-Identifier: Apache-2.0
// The calm step between writing and sending, for everything that is written on the screen. It comes when words
// could point to somebody or sound like blame, names each finding in a line, and stops nobody. What it shows is
// wiped together with the words.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/wording/nudges.h"
#include "kiosk/ui/keys.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/text_field.h"
#include "kiosk/ui/ui.h"

namespace hearthside::screens::frame {

// One of the texts that are sent together, such as the two halves of an action.
struct NudgedText {
    ui::TextField* field;
    std::string lead = {};  // the words before it, already translated
};
using NudgedTexts = std::vector<NudgedText>;

struct NudgingView {
    bool open = false;
    std::size_t asked = 0;                           // the number of findings when it opened
    bool masked = false;                             // something was masked since it opened
    std::vector<std::vector<wording::Nudge>> found;  // in each text, while it is open
    std::vector<std::string> shown;                  // words that were shown before, and are not asked about again
    ui::Scroll words, findings;
};

// Opens the step when something is found that was not shown before. Returns whether it is open.
bool open_nudge(NudgingView& view, const NudgedTexts& texts);
void close_nudge(NudgingView& view);  // the words stay known
void wipe_nudge(NudgingView& view);   // call when the words are wiped
bool has_findings(const NudgingView& view);

// Whether the keyboard stays while the step is open. On a small screen, and where there are many, the findings need its
// room.
bool nudge_keeps_keyboard(const ui::Ui& ui, const NudgingView& view);

struct NudgeLook {
    std::string icon, heading;  // of the texts
    const ui::RoundColours* colours = nullptr;
    std::string promise;        // "Nothing has been sent yet."
    std::string warning = {};   // in the promise's place when it is more pressing
    std::string send;           // the word when nothing is left to look at
    std::string send_as_it_is;  // and before
    std::string send_icon = "send";
    bool pause = false;    // with the button that pauses the huddle
    bool waiting = false;  // for an answer of the Room
};

enum class NudgeAnswer { nothing, write, send };
// `bottom` is where the keyboard begins, or the screen ends. `write` leads back to the field `rewritten`, whose caret
// then is after the first finding; without one the field and the caret stay as they were.
struct NudgeStep {
    NudgeAnswer answer = NudgeAnswer::nothing;
    std::optional<std::size_t> rewritten = {};
};
NudgeStep draw_nudge(ui::Ui& ui, NudgingView& view, const NudgedTexts& texts, const NudgeLook& look, float bottom);

// A key press goes on writing: the step closes, and the press goes to the field. Escape only closes the step.
void write_on(NudgingView& view, std::vector<ui::KeyPress>& presses);

}  // namespace hearthside::screens::frame
