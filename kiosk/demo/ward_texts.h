// SPDX-License-Identifier: Apache-2.0
// The sample texts of assets/samples, for the demo's history and for screens without a record. They are made
// up, and reading them touches no data folder.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/huddle/clean_text.h"
#include "core/huddle/result.h"
#include "core/huddle/state.h"
#include "core/huddle/types.h"

namespace hearthside::demo {

struct SampleNote {
    huddle::RoundCategory category = huddle::RoundCategory::wins;
    huddle::CleanText text;
    std::string place;  // ward or office; also below
};
struct SampleLesson {
    huddle::CleanText lesson, cause, condition, response, role;  // cause and condition may be empty
    std::string place;
};
struct SampleQuestion {
    huddle::CleanText text, answer, for_role;  // an answer, or a role that may know, or neither
    std::string place;
};
struct SampleShared {
    std::string team, lesson, condition, response;
    huddle::Help result = huddle::Help::helped;
    std::string place;
};

struct Samples {
    std::vector<SampleNote> notes;
    std::vector<SampleLesson> lessons;
    std::vector<SampleQuestion> questions;
    std::vector<SampleShared> shared;
};

// From notes.jsonl, lessons.jsonl, questions.jsonl and shared.jsonl in `folder`, in the order of the files.
// Problem (damaged): a file is missing or a line is not a sample, with file and line.
huddle::Result<Samples> read_samples(const std::filesystem::path& folder);

}  // namespace hearthside::demo
