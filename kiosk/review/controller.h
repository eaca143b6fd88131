// SPDX-License-Identifier: Apache-2.0
// Answers the reviewer's requests, one at a time: checks who may come (SAFETY 20), reads what they asked for,
// and makes the page. It blocks for the disk and for the passcode's slow hash, so it runs on a thread of its
// own (reviewer.h). The caller passes the time in.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/export/export.h"
#include "core/secrets/passcode.h"
#include "core/store/archive.h"
#include "core/text/language.h"
#include "kiosk/review/pages.h"
#include "kiosk/review/sessions.h"
#include "kiosk/review/sign_in_delay.h"
#include "kiosk/web/download.h"
#include "kiosk/web/http.h"

namespace hearthside::review {

struct ReviewOptions {
    std::filesystem::path data;
    std::string team;
    std::string time_zone;             // IANA; empty is the machine's zone
    std::filesystem::path catalogues;  // of the interface's languages; empty: English only
    std::vector<std::string> languages{"en"};
    // Any thread. Whether the team agreed that exports may include notes. Without a function they may not.
    std::function<bool()> notes_exportable;
    // Called on the reviewer's thread before an export begins, so that the kiosk can announce it. When it
    // fails, nothing is exported.
    std::function<huddle::Result<void>(const store::Span& span)> announce;
};

class ReviewController {
public:
    explicit ReviewController(ReviewOptions options);

    // `wall` is the wall clock, `steady` the sessions' clock. Every answer has the usual headers (SAFETY 17).
    web::Response answer(const web::Request& request, huddle::Instant wall, Sessions::Time steady);

    void set_team(const std::string& team);  // any thread

private:
    struct Asked;
    web::Response answer_inside(const web::Request& request, huddle::Instant wall, Sessions::Time steady);
    web::Response front_door(const Asked& asked, huddle::Instant wall, Sessions::Time steady);
    web::Response sign_in_page(const Asked& asked, int status, std::string_view fault);
    web::Response page_for(const Asked& asked);
    web::Response history_page(const Asked& asked);
    web::Response lessons_page(const Asked& asked);
    web::Response actions_page(const Asked& asked);
    web::Response questions_page(const Asked& asked);
    web::Response figures_page(const Asked& asked);
    web::Response search_page(const Asked& asked);
    web::Response record_page(const Asked& asked, huddle::HuddleId id);
    web::Response export_file(const Asked& asked);
    web::Response download(const Asked& asked, const store::Span& span, const exports::ExportFormatDetails& format,
                           std::function<huddle::Result<void>(std::ostream& out)> write);
    web::Response troubled(const Asked& asked, const huddle::Problem& problem);
    web::Response not_here(const Asked& asked);
    huddle::Result<store::Archive*> archive();
    bool notes_exportable() const { return options_.notes_exportable && options_.notes_exportable(); }

    const ReviewOptions options_;
    std::atomic<std::shared_ptr<const std::string>> team_;
    text::Languages languages_;
    ReviewPages pages_;
    secrets::Passcode passcode_;
    SignInDelay sign_in_delay_;
    Sessions sessions_;
    web::Downloads downloads_;
    std::unique_ptr<store::Archive> archive_;
};

}  // namespace hearthside::review
