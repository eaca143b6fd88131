// The sample texts of assets/samples, for the demo's history and for screens that have no record
// yet. They are made up, and reading them touches no data folder.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/huddle/result.h"
#include "core/huddle/types.h"

namespace hearthside {

struct SampleNote {
    Theme theme = Theme::wins;
    std::string text;   // as clean_note_text gives it
    std::string place;  // ward or office; so below
};
struct SampleLesson {
    std::string lesson, condition, response, role, place;
};
struct SampleQuestion {
    std::string text, place;
};

struct Samples {
    std::vector<SampleNote> notes;
    std::vector<SampleLesson> lessons;
    std::vector<SampleQuestion> questions;
};

// From notes.jsonl, lessons.jsonl and questions.jsonl in `folder`, in the order of the files.
// Problem (damaged): a file is not there or a line is not a sample, with file and line.
Result<Samples> read_samples(const std::filesystem::path& folder);

}  // namespace hearthside
