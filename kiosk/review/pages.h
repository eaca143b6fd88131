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

namespace hearthside {

// The reader whom a page is made for.
struct PageReader {
    const Language& language;
    std::string time_zone;
    std::string secret;  // of the session's forms; empty before the sign-in
    Day today;

    std::string tr(std::string_view english) const { return language.text(english); }
    std::string tr(std::string_view one, std::string_view many, long long number) const {
        return language.text(one, many, number);
    }
};

struct HistoryView {
    Fields asked;  // as in the form
    PageOf<HuddleLine> huddles;
    ListPlace place;
    std::vector<LayoutName> layouts;
    std::vector<MonthOfNotes> notes;
    std::vector<PulsePool> pulse;
    ActionCounts actions;
    Span charts;         // the time that the charts show
    std::string notice;  // about a restored record, for a day; empty: none
};

struct FiguresView {
    Fields asked;
    Span span;
    std::vector<TimeKept> times;
    std::vector<Day> loops;
    std::vector<MonthOfNotes> notes;
    std::vector<PulsePool> pulse;
};

struct SearchView {
    Fields asked;
    PageOf<Found> found;
    ListPlace place;
    std::vector<LayoutName> layouts;
};

template <class Line>
struct ListView {
    Fields asked;
    PageOf<Line> lines;
    ListPlace place;
};

class ReviewPages {
public:
    explicit ReviewPages(std::string_view team);
    void set_team(std::string_view team);  // any thread

    Response sign_in(int status, std::string_view form_secret, std::string_view fault, const PageReader& reader) const;
    Response message(int status, std::string_view heading, std::string_view sentence, const PageReader& reader) const;

    Response history(const HistoryView& view, bool notes_exportable, const PageReader& reader) const;
    Response lessons(const ListView<LessonLine>& view, const PageReader& reader) const;
    Response actions(const ListView<ActionLine>& view, const PageReader& reader) const;
    Response questions(const ListView<QuestionLine>& view, const PageReader& reader) const;
    Response figures(const FiguresView& view, const PageReader& reader) const;
    Response search(const SearchView& view, const PageReader& reader) const;
    Response record(const HuddleRecord& record, bool notes_exportable, const PageReader& reader) const;

    // The headers of every answer (SAFETY 17).
    Response dressed(Response response) const;

private:
    struct Frame {
        std::string title;
        std::string_view place;  // the path of the page's own link at the top
        int status = 200;
    };
    Response page(const Frame& frame, std::string content, const PageReader& reader) const;

    std::atomic<std::shared_ptr<const Html>> team_;
    std::string style_source_;
};

// Shared by the pages.
std::string search_form(const Fields& asked, const PageReader& reader);
// The contents of an export. For one huddle, it is that huddle's page.
struct ExportWish {
    Span span;
    std::string layout;
    std::optional<HuddleId> huddle;
};
std::string export_menu(const ExportWish& wish, bool notes_exportable, const PageReader& reader);

}  // namespace hearthside
