// SPDX-License-Identifier: Apache-2.0
#include "kiosk/demo/ward_texts.h"

#include <fmt/core.h>

#include <fstream>
#include <functional>

#include "core/files/json.h"
#include "core/text/note_text.h"

namespace hearthside::demo {

namespace {

std::string text_of(const files::Json& sample, const char* key) {
    const files::Json* found = sample.find(key);
    return found && found->text() ? *found->text() : std::string();
}

// As it would be typed. Empty when it is missing or the cleaner refuses it.
huddle::CleanText written_in(const files::Json& sample, const char* key) {
    auto text = text::clean_note_text(text_of(sample, key));
    return text ? *std::move(text) : huddle::CleanText{};
}

// Passes each line's object to `take`, which returns whether it is a complete sample.
huddle::Result<void> read_lines(const std::filesystem::path& file,
                                const std::function<bool(const files::Json&)>& take) {
    std::ifstream stream(file);
    if (!stream) return huddle::Problem{huddle::ProblemKind::damaged, fmt::format("{} cannot be read.", file.string())};
    int number = 0;
    for (std::string line; std::getline(stream, line);) {
        ++number;
        if (line.empty()) continue;
        const auto sample = files::Json::parse(line);
        if (!sample || !take(*sample)) {
            return huddle::Problem{huddle::ProblemKind::damaged,
                                   fmt::format("{}:{}: this is not a whole sample.", file.string(), number)};
        }
    }
    return {};
}

}  // namespace

huddle::Result<Samples> read_samples(const std::filesystem::path& folder) {
    Samples samples;
    auto read = read_lines(folder / "notes.jsonl", [&](const files::Json& line) {
        const auto category = huddle::category_from_text(text_of(line, "round"));
        huddle::CleanText text = written_in(line, "text");
        if (!category || text.empty()) return false;
        samples.notes.push_back({*category, std::move(text), text_of(line, "place")});
        return true;
    });
    if (!read) return read.problem();
    read = read_lines(folder / "lessons.jsonl", [&](const files::Json& line) {
        SampleLesson lesson{written_in(line, "lesson"), written_in(line, "cause"), written_in(line, "if"),
                            written_in(line, "then"),   written_in(line, "role"),  text_of(line, "place")};
        if (lesson.lesson.empty() || lesson.response.empty() || lesson.role.empty()) return false;
        samples.lessons.push_back(std::move(lesson));
        return true;
    });
    if (!read) return read.problem();
    read = read_lines(folder / "questions.jsonl", [&](const files::Json& line) {
        SampleQuestion question{written_in(line, "text"), written_in(line, "answer"), written_in(line, "for_role"),
                                text_of(line, "place")};
        if (question.text.empty()) return false;
        samples.questions.push_back(std::move(question));
        return true;
    });
    if (!read) return read.problem();
    read = read_lines(folder / "shared.jsonl", [&](const files::Json& line) {
        const auto result = huddle::help_from_text(text_of(line, "result"));
        if (!result || *result == huddle::Help::too_early || text_of(line, "lesson").empty()) return false;
        samples.shared.push_back({text_of(line, "team"), text_of(line, "lesson"), text_of(line, "if"),
                                  text_of(line, "then"), *result, text_of(line, "place")});
        return true;
    });
    if (!read) return read.problem();
    return samples;
}

}  // namespace hearthside::demo
