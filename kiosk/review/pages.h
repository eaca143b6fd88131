// SPDX-License-Identifier: Apache-2.0
// The reviewer's pages as markup, made from the archive's answers. The controller decides who may see them.
// Of a session the pages know only the secret that their forms carry.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>

#include "core/store/archive.h"
#include "core/text/language.h"
#include "kiosk/review/markup.h"
#include "kiosk/web/fields.h"
#include "kiosk/web/http.h"

namespace hearthside::review {

// The reader whom a page is made for.
struct PageReader {
    const text::Language& language;
    std::string time_zone;
    std::string secret;  // of the session's forms; empty before the sign-in
    huddle::Day today;

    std::string tr(std::string_view english) const { return language.text(english); }
    std::string tr(std::string_view one, std::string_view many, long long number) const {
        return language.text(one, many, number);
    }
};

struct HistoryView {
    web::Fields asked;  // as in the form
    store::PageOf<store::HuddleLine> huddles;
    ListPlace place;
    std::vector<store::LayoutName> layouts;
    std::vector<store::MonthOfNotes> notes;
    std::vector<store::PulsePool> pulse;
    store::ActionCounts actions;
    store::Span charts;  // the time that the charts show
    std::string notice;  // about a restored record, for a day; empty: none
};

struct FiguresView {
    web::Fields asked;
    store::Span span;
    std::vector<store::TimeKept> times;
    std::vector<huddle::Day> loops;
    std::vector<store::MonthOfNotes> notes;
    std::vector<store::PulsePool> pulse;
};

struct SearchView {
    web::Fields asked;
    store::PageOf<store::Found> found;
    ListPlace place;
    std::vector<store::LayoutName> layouts;
};

template <class Line>
struct ListView {
    web::Fields asked;
    store::PageOf<Line> lines;
    ListPlace place;
};

class ReviewPages {
public:
    explicit ReviewPages(std::string_view team);
    void set_team(std::string_view team);  // any thread

    web::Response sign_in(int status, std::string_view form_secret, std::string_view fault,
                          const PageReader& reader) const;
    web::Response message(int status, std::string_view heading, std::string_view sentence,
                          const PageReader& reader) const;

    web::Response history(const HistoryView& view, bool notes_exportable, const PageReader& reader) const;
    web::Response lessons(const ListView<store::LessonLine>& view, const PageReader& reader) const;
    web::Response actions(const ListView<store::ActionLine>& view, const PageReader& reader) const;
    web::Response questions(const ListView<store::QuestionLine>& view, const PageReader& reader) const;
    web::Response figures(const FiguresView& view, const PageReader& reader) const;
    web::Response search(const SearchView& view, const PageReader& reader) const;
    web::Response record(const store::HuddleRecord& record, bool notes_exportable, const PageReader& reader) const;

    // The headers of every answer (SAFETY 17).
    web::Response dressed(web::Response response) const;

private:
    struct Frame {
        std::string title;
        std::string_view place;  // the path of the page's own link at the top
        int status = 200;
    };
    web::Response page(const Frame& frame, std::string content, const PageReader& reader) const;

    std::atomic<std::shared_ptr<const web::Html>> team_;
    std::string style_source_;
};

// Shared by the pages.
std::string search_form(const web::Fields& asked, const PageReader& reader);
// The contents of an export. For one huddle, it is that huddle's page.
struct ExportWish {
    store::Span span;
    std::string layout;
    std::optional<huddle::HuddleId> huddle;
};
std::string export_menu(const ExportWish& wish, bool notes_exportable, const PageReader& reader);

}  // namespace hearthside::review
