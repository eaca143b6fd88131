// SPDX-License-Identifier: Apache-2.0
// Charts as inline SVG, made on the server. They print, need no script, and take their colours from the
// page's style by day and night. Numbers and words go in, markup comes out. The caller decides which numbers
// may be shown.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/huddle/types.h"
#include "core/text/language.h"

namespace hearthside::review {

struct ChartFrame {
    std::string title, description;  // read aloud instead of the chart
    int width = 640, height = 230;   // of the drawing, which scales with the page
};

// A series of values, joined where none is missing, with a line for their median.
struct RunChart {
    ChartFrame frame;
    std::vector<std::string> labels;                    // under the axis; "" for none
    std::vector<std::optional<double>> values;          // one for each label
    double least = 0, most = 1;                         // range of the axis
    std::vector<std::pair<double, std::string>> lines;  // lines across the chart, with their words
    std::string median_words;                           // the words before the median's number; "" for no median
    std::string colour;                                 // class: "hope", "lessons"...
    std::string last_words;                             // beside the last value
};
std::string draw(const RunChart& chart);

struct ColumnChart {
    ChartFrame frame;
    std::vector<std::string> labels;
    std::vector<int> values;
    std::string colour;
};
std::string draw(const ColumnChart& chart);

// A row of columns for each theme, with few heights: bands, never numbers.
struct BandChart {
    ChartFrame frame;
    std::vector<std::string> labels;
    std::vector<std::array<int, 4>> levels;  // by RoundCategory, 0 to 5
};
std::string draw(const BandChart& chart, const text::Language& language);

// The median of the present values; none without any.
std::optional<double> median_of(const std::vector<std::optional<double>>& values);

}  // namespace hearthside::review
