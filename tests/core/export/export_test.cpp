// SPDX-License-Identifier: Apache-2.0
// The record as CSV and JSON: written from a real store, read back by Python's own csv and json.
#include "core/export/export.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "core/export/paper.h"
#include "core/export/small_cells.h"
#include "core/export/writers.h"
#include "core/export/xlsx_sheet.h"
#include "core/huddle/apply.h"
#include "core/huddle/decide.h"
#include "core/store/store.h"
#include "tests/support/clean.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::exports {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using namespace std::chrono_literals;
using support::clean;

using support::TemporaryFolder;

huddle::Layout small_layout() {
    huddle::Layout layout{.id = "small", .name = "Small, \"quoted\"", .for_whom = "tests", .rounds = {}};
    for (const huddle::RoundKind kind :
         {huddle::RoundKind::wins, huddle::RoundKind::mistakes, huddle::RoundKind::lessons, huddle::RoundKind::hope,
          huddle::RoundKind::close}) {
        layout.rounds.push_back({.id = std::string(huddle::to_text(kind)),
                                 .kind = kind,
                                 .title = std::string(huddle::to_text(kind)),
                                 .icon = "star",
                                 .colour = "wins",
                                 .planned = 60s,
                                 .minimum = 20s,
                                 .prompts = {"What?"}});
    }
    return layout;
}

ExportChoice everything() {
    ExportChoice choice;
    choice.what.insert(ExportKind::notes);
    choice.notes_allowed = true;
    return choice;
}

// A team's record, written through the rules and the store.
class Record {
public:
    Record() : store_(std::move(*store::Store::open(folder_.path()))), state_(*store_->load()) {}

    void ask(const huddle::Intent& intent) {
        const huddle::Stamp stamp{now_, now_, std::chrono::floor<std::chrono::days>(now_),
                                  [this] { return chance_(); }};
        auto changes = huddle::decide(state_, intent, stamp);
        ASSERT_TRUE(changes) << changes.problem().sentence;
        keep(*changes);
    }
    void keep(const std::vector<huddle::Change>& changes) {
        for (const huddle::Change& change : changes) huddle::apply(state_, change);
        const auto saved = store_->save(changes);
        ASSERT_TRUE(saved) << saved.problem().sentence;
    }
    void pass(huddle::Milliseconds time) { now_ += time; }
    void add(huddle::RoundCategory category, const std::string& text) {
        ask(huddle::AddNote{category, clean(text), huddle::to_hex(chance_())});
    }
    // A text that only a record from elsewhere can hold, because the cleaner would change it.
    void add_uncleaned(huddle::RoundCategory category, const std::string& text) {
        keep({huddle::NoteSealed{{huddle::SealedNoteId{chance_() >> 1}, category, text, huddle::to_hex(chance_())}}});
    }
    const huddle::State& state() const { return state_; }
    huddle::NoteId note(const std::string& text) const {
        for (const huddle::Note& note : state_.huddle->notes) {
            if (note.text == text) return note.id;
        }
        return {};
    }

    const fs::path& folder() const { return folder_.path(); }
    std::string exported(bool csv, const ExportChoice& choice = everything()) const {
        auto history = store::History::open(folder_.path());
        EXPECT_TRUE(history);
        std::ostringstream out;
        const auto written = csv ? export_csv(**history, choice, out) : export_json(**history, choice, out);
        EXPECT_TRUE(written);
        return out.str();
    }
    // The CSV as Python's csv module reads it: a list of objects.
    Json rows(const ExportChoice& choice = everything()) const {
        const fs::path file = folder_.path() / "export.csv", read = folder_.path() / "read.json";
        std::ofstream(file, std::ios::binary) << exported(true, choice);
        std::ofstream(folder_.path() / "read.py")
            << "import csv, json, sys\n"
               "rows = list(csv.DictReader(open(sys.argv[1], encoding='utf-8-sig', newline=''), "
               "strict=True))\n"
               "assert all(None not in row and None not in row.values() for row in rows)\n"
               "json.dump(rows, open(sys.argv[2], 'w'))\n";
        const std::string command =
            "python3 '" + (folder_.path() / "read.py").string() + "' '" + file.string() + "' '" + read.string() + "'";
        EXPECT_EQ(std::system(command.c_str()), 0);
        std::ifstream stream(read);
        return Json::parse(stream);
    }

private:
    TemporaryFolder folder_;
    std::unique_ptr<store::Store> store_;
    huddle::State state_;
    std::mt19937_64 chance_{3};
    huddle::Instant now_ = huddle::Instant(huddle::Day(std::chrono::days(20000))) + 9h;
};

// One whole huddle with a note of every kind, a lesson, an action and a question.
void hold_a_huddle(Record& record) {
    record.ask(huddle::StartHuddle{small_layout()});
    record.add(huddle::RoundCategory::wins, "It went well");
    record.ask(huddle::ReleaseNotes{});
    record.pass(50s);
    record.ask(huddle::OpenNextRound{});
    record.add(huddle::RoundCategory::mistakes, "hurtful words");
    record.add(huddle::RoundCategory::mistakes, "We forgot, twice");
    record.ask(huddle::ReleaseNotes{});
    record.ask(huddle::SetAside{record.note("hurtful words")});
    record.ask(huddle::MarkTalkedAbout{record.note("We forgot, twice")});
    record.ask(huddle::KeepLesson{clean("Lists help"), {record.note("We forgot, twice")}, {}});
    record.ask(huddle::KeepAction{{},
                                  clean("the list is long"),
                                  clean("read it aloud"),
                                  clean("Nurse in charge"),
                                  huddle::Day(std::chrono::days(20007))});
    record.ask(huddle::KeepQuestion{clean("Why is the list long?"), {}, {}});
    for (int round = 0; round < 3; ++round) {
        record.pass(40s);
        record.ask(huddle::OpenNextRound{});
    }
    record.add(huddle::RoundCategory::hope, "still sealed");
    record.ask(huddle::CloseHuddle{});
}

const Json* row_of(const Json& rows, const std::string& kind) {
    for (const Json& row : rows) {
        if (row["kind"] == kind) return &row;
    }
    return nullptr;
}

TEST(ExportCsv, HoldsOneRowARecord) {
    Record record;
    hold_a_huddle(record);
    const Json rows = record.rows();
    std::map<std::string, int> count;
    for (const Json& row : rows) {
        ++count[row["kind"]];
        EXPECT_EQ(row["date"], "2024-10-04");
        EXPECT_EQ(row["layout"], "small");
        EXPECT_EQ(row["layout_name"], "Small, \"quoted\"");
    }
    EXPECT_EQ(count,
              (std::map<std::string, int>{{"huddle", 1}, {"note", 2}, {"lesson", 1}, {"action", 1}, {"question", 1}}));
    const Json& lesson = *row_of(rows, "lesson");
    EXPECT_EQ(lesson["text"], "Lists help");
    EXPECT_EQ(lesson["round"], "mistakes");
    const Json& action = *row_of(rows, "action");
    EXPECT_EQ(action["text"], "If the list is long, then we will read it aloud");
    EXPECT_EQ(action["lesson"], "Lists help");
    EXPECT_EQ(action["role"], "Nurse in charge");
    EXPECT_EQ(action["due"], "2024-10-11");
    EXPECT_EQ(action["state"], "trying");
    const Json& huddle = *row_of(rows, "huddle");
    EXPECT_EQ(huddle["planned_seconds"], "300");
    EXPECT_EQ(huddle["spent_seconds"], "170");
    EXPECT_EQ(huddle["ended"], "closed");
    EXPECT_EQ((*row_of(rows, "question"))["text"], "Why is the list long?");
}

TEST(ExportCsv, BeginsWithItsColumnsAndEndsEveryLineAsTheStandardSays) {
    Record record;
    hold_a_huddle(record);
    const std::string text = record.exported(true);
    EXPECT_EQ(text.rfind("\xEF\xBB\xBF\"kind\",\"date\",\"layout\",\"round\",\"text\",", 0), 0u);
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1))
        EXPECT_EQ(text[at - 1], '\r');
    EXPECT_EQ(text.substr(text.size() - 3), "\"\r\n");
}

TEST(Export, NeverHoldsSealedNotesOrNotesSetAside) {
    Record record;
    hold_a_huddle(record);
    ASSERT_EQ(record.state().sealed.size(), 1u);
    for (const bool csv : {true, false}) {
        const std::string text = record.exported(csv);
        EXPECT_EQ(text.find("still sealed"), std::string::npos);
        EXPECT_EQ(text.find("hurtful words"), std::string::npos);
        EXPECT_NE(text.find("It went well"), std::string::npos);
    }
}

TEST(Export, HoldsReleasedNotesOfTheRunningHuddle) {
    Record record;
    record.ask(huddle::StartHuddle{small_layout()});
    record.add(huddle::RoundCategory::wins, "early");
    EXPECT_EQ(record.exported(false).find("early"), std::string::npos);
    record.ask(huddle::ReleaseNotes{});
    const Json json = Json::parse(record.exported(false));
    ASSERT_EQ(json["huddles"].size(), 1u);
    EXPECT_EQ(json["huddles"][0]["notes"][0]["text"], "early");
    EXPECT_TRUE(json["huddles"][0]["closed"].is_null());
    EXPECT_EQ((*row_of(record.rows(), "huddle"))["state"], "running");
}

TEST(ExportJson, HoldsWhatAReviewerMaySee) {
    Record record;
    hold_a_huddle(record);
    const Json json = Json::parse(record.exported(false));
    EXPECT_EQ(json["schema"], "hearthside-record");
    EXPECT_EQ(json["version"], 1);
    ASSERT_EQ(json["huddles"].size(), 1u);
    const Json& huddle = json["huddles"][0];
    EXPECT_EQ(huddle["date"], "2024-10-04");
    EXPECT_EQ(huddle["started"], "2024-10-04T09:00:00Z");
    EXPECT_EQ(huddle["closed"], "2024-10-04T09:02:50Z");
    EXPECT_EQ(huddle["ended"], "closed");
    ASSERT_EQ(huddle["rounds"].size(), 5u);
    EXPECT_EQ(huddle["rounds"][0]["spent_seconds"], 50.0);
    EXPECT_EQ(huddle["notes"].size(), 2u);
    EXPECT_LT(huddle["notes"][0]["id"], huddle["notes"][1]["id"]);
    EXPECT_EQ(huddle["lessons"][0]["text"], "Lists help");
    EXPECT_EQ(huddle["actions"][0]["lesson"], huddle["lessons"][0]["id"]);
    EXPECT_EQ(huddle["actions"][0]["if"], "the list is long");
    EXPECT_EQ(huddle["questions"][0]["state"], "open");
    for (const Json& note : huddle["notes"]) {
        // The columns hold no time, no order and no sender.
        EXPECT_EQ(note.size(), 6u);
        EXPECT_TRUE(note.contains("id") && note.contains("round") && note.contains("text") && note.contains("state") &&
                    note.contains("thanked") && note.contains("group"));
    }
}

TEST(ExportJson, IsWholeForAnEmptyRecord) {
    Record record;
    const Json json = Json::parse(record.exported(false));
    EXPECT_TRUE(json["huddles"].is_array());
    EXPECT_TRUE(json["huddles"].empty());
    EXPECT_TRUE(record.rows().empty());
}

TEST(Export, TakesOnlyWhatWasChosen) {
    Record record;
    hold_a_huddle(record);
    ExportChoice lessons;
    lessons.what = {ExportKind::lessons};
    const Json rows = record.rows(lessons);
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0]["kind"], "lesson");
    const Json json = Json::parse(record.exported(false, lessons));
    EXPECT_FALSE(json["huddles"][0].contains("notes"));
    EXPECT_FALSE(json["huddles"][0].contains("rounds"));
    EXPECT_EQ(json["huddles"][0]["lessons"].size(), 1u);

    ExportChoice actions;
    actions.what = {ExportKind::actions};
    EXPECT_EQ(record.rows(actions)[0]["lesson"], "Lists help");

    ExportChoice later = everything();
    later.span.from = huddle::Day(std::chrono::days(20001));
    EXPECT_TRUE(record.rows(later).empty());
    ExportChoice that_day = everything();
    that_day.span.from = that_day.span.to = huddle::Day(std::chrono::days(20000));
    EXPECT_EQ(record.rows(that_day).size(), 6u);
}

TEST(Export, SaysWhenItCannotBeWritten) {
    TemporaryFolder folder;
    const auto store = store::Store::open(folder.path());
    ASSERT_TRUE(store);
    auto history = store::History::open(folder.path());
    ASSERT_TRUE(history);
    std::ofstream full("/dev/full");
    const auto csv = export_csv(**history, {}, full);
    ASSERT_FALSE(csv);
    EXPECT_EQ(csv.problem().kind, huddle::ProblemKind::not_saved);
    EXPECT_FALSE(export_json(**history, {}, full));
}

TEST(ExportFormats, AreFoundByTheirNames) {
    for (const ExportFormatDetails& details : export_formats()) {
        EXPECT_EQ(export_format_from_text(details.name), details.format) << details.name;
        EXPECT_EQ(&details_of(details.format), &details) << details.name;
    }
    EXPECT_FALSE(export_format_from_text("docx"));
}

TEST(Export, LeavesNoHalfFileWhenItIsStopped) {
    Record record;
    hold_a_huddle(record);
    hold_a_huddle(record);
    auto history = store::History::open(record.folder());
    ASSERT_TRUE(history);
    for (const ExportFormatDetails& details : export_formats()) {
        const ExportFormat format = details.format;
        const std::int64_t huddles = details.scope == ExportScope::one_huddle ? 1 : 2;
        TemporaryFolder target;
        const fs::path file = target.path() / "record";
        std::ofstream(file) << "the one before";
        std::vector<std::pair<std::int64_t, std::int64_t>> told;
        const auto stopped = export_to_file(**history, format, everything(), file, [&](auto done, auto all) {
            told.emplace_back(done, all);
            return false;
        });
        ASSERT_FALSE(stopped) << details.name;
        EXPECT_EQ(stopped.problem().kind, huddle::ProblemKind::conflict);
        EXPECT_EQ(told, (std::vector<std::pair<std::int64_t, std::int64_t>>{{1, huddles}}));
        EXPECT_EQ(std::distance(fs::directory_iterator(target.path()), fs::directory_iterator()), 1);
        EXPECT_EQ(fs::file_size(file), 14u) << "the old file stays";

        told.clear();
        EXPECT_TRUE(export_to_file(**history, format, everything(), file, [&](auto done, auto all) {
            told.emplace_back(done, all);
            return true;
        }));
        EXPECT_EQ(told.back(), (std::pair<std::int64_t, std::int64_t>{huddles, huddles}));
        EXPECT_EQ(std::distance(fs::directory_iterator(target.path()), fs::directory_iterator()), 1);
        EXPECT_GT(fs::file_size(file), 500u);
    }
}

TEST(Export, KeepsNotesWithTheTeamUnlessTheSettingAllowsThem) {
    Record record;
    hold_a_huddle(record);
    auto history = store::History::open(record.folder());
    ASSERT_TRUE(history);
    for (const ExportFormatDetails& details : export_formats()) {
        if (details.scope == ExportScope::one_huddle) continue;  // the content of a page does not depend on `what`
        const ExportFormat format = details.format;
        ExportChoice asked = everything();
        asked.notes_allowed = false;
        std::ostringstream out;
        const auto refused = export_record(**history, format, asked, out);
        ASSERT_FALSE(refused) << details.name;
        EXPECT_EQ(refused.problem().kind, huddle::ProblemKind::forbidden);
        EXPECT_TRUE(out.str().empty());
        EXPECT_TRUE(export_record(**history, format, {}, out));
        EXPECT_EQ(out.str().find("It went well"), std::string::npos);
    }
}

TEST(Export, FindsOneHuddleForItsPage) {
    Record record;
    hold_a_huddle(record);
    hold_a_huddle(record);
    auto history = store::History::open(record.folder());
    ASSERT_TRUE(history);
    const auto newest = (*history)->find_huddle({});
    ASSERT_TRUE(newest && *newest);
    EXPECT_EQ((*newest)->id, record.state().last_time->huddle);
    EXPECT_EQ((**(*history)->find_huddle((*newest)->id)).lessons, (*newest)->lessons);
    EXPECT_FALSE(*(*history)->find_huddle(huddle::HuddleId{1}));
    std::ofstream full("/dev/full");
    EXPECT_EQ(export_page(**history, {}, full).problem().kind, huddle::ProblemKind::not_saved);
    EXPECT_EQ(export_page(**history, {.huddle = huddle::HuddleId{1}}, full).problem().kind,
              huddle::ProblemKind::invalid);
}

TEST(SmallCells, AreNeverToldDirectlyOrBySubtraction) {  // SAFETY 9
    for (std::int64_t count = 0; count < people_at_least; ++count) EXPECT_FALSE(shown_band(count));
    EXPECT_EQ(shown_band(5), 5);
    EXPECT_EQ(shown_band(9), 5);
    EXPECT_EQ(shown_band(49), 20);
    EXPECT_EQ(shown_band(50), 50);
    EXPECT_EQ(shown_band(220'000), 200'000);

    // Every small table: somebody who knows the total and the shown cells must face at least two hidden cells that add
    // up to at least five.
    for (int table = 0; table < 12 * 12 * 12; ++table) {
        const std::vector<std::int64_t> counts{table % 12, table / 12 % 12, table / 144};
        const ShownCells told = shown_cells(counts);
        std::int64_t hidden = 0, hidden_sum = 0;
        for (std::size_t index = 0; index < counts.size(); ++index) {
            if (told.cells[index]) {
                EXPECT_EQ(*told.cells[index], counts[index]);
                EXPECT_GE(*told.cells[index], people_at_least);
            } else {
                ++hidden;
                hidden_sum += counts[index];
            }
        }
        if (told.total && hidden > 0) {
            EXPECT_GE(hidden, 2);
            EXPECT_GE(hidden_sum, people_at_least);
        }
        if (told.total) {
            EXPECT_GE(*told.total, people_at_least);
        }
    }
    const std::int64_t plain[] = {5, 7, 11};
    EXPECT_EQ(shown_cells(plain).total, 23);
    EXPECT_EQ(shown_cells(plain).cells[0], 5);
    const std::int64_t one[] = {3};
    EXPECT_FALSE(shown_cells(one).total);
    EXPECT_FALSE(shown_cells({}).total);
}

// The text in assets/tokens.toml between this heading and the next.
std::string tokens_of(const std::string& heading) {
    std::ifstream file("assets/tokens.toml");
    const std::string all{std::istreambuf_iterator<char>(file), {}};
    const std::size_t begin = all.find("[" + heading + "]");
    return begin == std::string::npos ? "" : all.substr(begin, all.find("\n[", begin) - begin);
}
std::string hex(text::Colour colour) {
    char text[8];
    std::snprintf(text, sizeof text, "#%02X%02X%02X", colour.red, colour.green, colour.blue);
    return text;
}

TEST(Paper, HasTheColoursOfTheTokens) {
    const std::string day = tokens_of("color.day");
    for (const auto& [name, colour] : std::map<std::string, text::Colour>{{"ink", paper::ink},
                                                                          {"ink_soft", paper::ink_soft},
                                                                          {"line", paper::line},
                                                                          {"ember", paper::ember},
                                                                          {"hearth_glow", paper::glow}}) {
        EXPECT_NE(day.find("\n" + name + " = \"" + hex(colour) + "\""), std::string::npos) << name;
    }
    for (const huddle::RoundCategory category : huddle::all_categories) {
        const auto& inks = paper::inks_of(category);
        const std::string expected = "day   = { ink = \"" + hex(inks.ink) + "\", tint = \"" + hex(inks.tint) +
                                     "\", tint_soft = \"" + hex(inks.tint_soft) + "\"";
        EXPECT_NE(tokens_of("round." + std::string(huddle::to_text(category))).find(expected), std::string::npos)
            << expected;
    }
}

// People read "please check the space on the disk" when a note could not be drawn.
TEST(Paper, BlamesTheDiskOnlyWhereTheDiskFailed) {
    std::ostringstream out;
    text::PrintedPages::Format nothing_fits;
    nothing_fits.scale = 0;
    text::PrintedPages undrawn(nothing_fits, out);
    EXPECT_FALSE(undrawn.finish());
    EXPECT_EQ(paper::not_printed(undrawn).sentence.find("disk"), std::string::npos)
        << paper::not_printed(undrawn).sentence;
    EXPECT_NE(paper::not_printed(undrawn).sentence.find("matrix"), std::string::npos);
    std::ofstream full("/dev/full");
    text::PrintedPages unwritten({}, full);
    for (int page = 0; page < 200; ++page) {
        unwritten.text(50, 50, "A page " + std::to_string(page), {}, {});
        unwritten.next_page();
    }
    EXPECT_FALSE(unwritten.finish() && full.flush());
    EXPECT_NE(paper::not_printed(unwritten).sentence.find("disk"), std::string::npos);
}

// SAFETY 22: no sign with another meaning, no cell longer than a reader accepts, and no cell cut without a word.
TEST(XlsxCell, GivesATextBackLetterForLetterOrSaysThatItIsCut) {
    EXPECT_EQ(cell_text("_x0041_ _x0041 _x004g_ __x0041__"), "_x005F_x0041_ _x0041 _x004g_ __x005F_x0041__");
    EXPECT_EQ(cell_text("_x0041_x0042_"), "_x005F_x0041_x005F_x0042_");
    EXPECT_EQ(cell_text(" a\n"), " a\n");
    EXPECT_EQ(cell_text("a\uFFFEb\uFDD0\x01"), "a\uFFFDb\uFFFD\uFFFD");
    const auto repeated = [](std::string_view piece, std::size_t times) {
        std::string text;
        while (times-- > 0) text += piece;
        return text;
    };
    EXPECT_EQ(cell_text(repeated("a", 32767)).size(), 32767u);
    EXPECT_EQ(cell_text(repeated("\U0001F600", 16383)), repeated("\U0001F600", 16383));
    for (const std::string& text :
         {repeated("a", 32768), repeated("\U0001F600", 16384), repeated("_x0041_", 4700), repeated("\u0645", 40000)}) {
        const std::string cell = cell_text(text);
        const std::size_t end = cell.find("\n[Too long for a cell.");
        ASSERT_NE(end, std::string::npos);
        EXPECT_GT(end, 32000u);
    }
}

TEST(CsvCell, PrefixesWhatASpreadsheetCouldRun) {
    for (const std::string text :
         {"=1+1",     "+1",    "-1",  "@x",  "\tx", "\rx",  " =1",  "   -x", "\n=1", "\u00A0=1", "\u3000+1", "\u200B@x",
          "\uFEFF=1", "＝1+1", "＋1", "－1", "＠x", " ＝1", " \t1", "'=1",   "''=1", "' '=1",    "'-"}) {
        EXPECT_EQ(csv_cell(text), "'" + text);
    }
    for (const std::string text :
         {"", " ", "1=1", "a=b", "'", "'quoted'", "— dash", "e-mail", "😀 =1", "\u202Fx", "نه =", "\xe2\x80", "\xff="}) {
        EXPECT_EQ(csv_cell(text), text);
    }
}

TEST(ExportCsv, DisarmsFiveHundredFormulas) {
    const std::vector<std::string> signs{"=", "+", "-", "@", "\t=", "\r=", "＝", "＋", "－", "＠"};
    const std::vector<std::string> before{"", " ", "   ", "\u00A0", "\u3000"};
    const std::vector<std::string> bodies{"1+1",
                                          "cmd|' /C calc'!A0",
                                          "HYPERLINK(\"http://x.example\",\"a\")",
                                          "SUM(A1:A9)",
                                          "DDE(\"a\";\"b\")",
                                          "\"quoted\", with; commas",
                                          "two\nlines",
                                          "\"\"",
                                          "IMPORTXML(\"x\")",
                                          "2+5+cmd|' /C calc'!A0"};
    Record record;
    huddle::Layout layout = small_layout();
    record.ask(huddle::StartHuddle{layout});
    std::map<std::string, int> expected;
    for (const auto& sign : signs) {
        for (const auto& space : before) {
            for (const auto& body : bodies) {
                const std::string text = space + sign + body;
                record.add_uncleaned(huddle::RoundCategory::wins, text);
                ++expected[text];
            }
        }
    }
    ASSERT_EQ(record.state().sealed.size(), 500u);
    record.ask(huddle::ReleaseNotes{});
    // The other fields that people fill in are no safer.
    record.ask(huddle::KeepLesson{clean("=lesson()"), {}, {}});
    record.ask(huddle::KeepAction{{}, {}, clean("@act"), clean("=role()"), huddle::Day(std::chrono::days(20001))});
    record.ask(huddle::KeepQuestion{clean("+why"), {}, {}});

    std::map<std::string, int> read;
    for (const Json& row : record.rows()) {
        for (const auto& [column, value] : row.items()) {
            const std::string cell = value;
            ASSERT_TRUE(cell.empty() || csv_cell(cell) == cell || cell.front() == '\'') << column;
        }
        if (row["kind"] != "note") continue;
        const std::string cell = row["text"];
        ASSERT_EQ(cell.front(), '\'');
        ++read[cell.substr(1)];
    }
    EXPECT_EQ(read, expected);
}

// ---- The example of CONTRIBUTING.md
// A line for each lesson. One huddle at a time is in memory.
huddle::Result<void> export_example(store::History& history, const ExportChoice& choice, std::ostream& out,
                                    const ExportProgress& progress = {}) {
    const auto read = read_chosen(history, choice, progress, [&](const store::HuddleRecord& huddle) {
        for (const huddle::Lesson& lesson : huddle.lessons)
            out << huddle::to_text(huddle.day) << ' ' << lesson.text << '\n';
        return out.good();
    });
    if (!read) return read;
    return finish_stream(out);
}

TEST(ExampleExport, WritesALineForEachLesson) {
    Record record;
    hold_a_huddle(record);
    auto history = store::History::open(record.folder());
    ASSERT_TRUE(history);
    std::ostringstream out;
    ASSERT_TRUE(export_example(**history, everything(), out));
    EXPECT_EQ(out.str(), "2024-10-04 Lists help\n");
}

}  // namespace
}  // namespace hearthside::exports
