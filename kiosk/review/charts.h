// Charts as inline SVG, made on the server: they print, need no script, and take their colours from the page's
// style by day and night. Numbers and words in, markup out; which numbers may be shown is decided before.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/huddle/types.h"
#include "core/text/language.h"

namespace hearthside {

struct ChartFrame {
    std::string title, description;  // read aloud in the chart's place
    int width = 640, height = 230;   // of the drawing; it grows and shrinks with the page
};

// One value after the other, joined where no value is missing, with their median across.
struct RunChart {
    ChartFrame frame;
    std::vector<std::string> labels;                // under the axis; "" for none
    std::vector<std::optional<double>> values;      // as many
    double least = 0, most = 1;                     // of the axis
    std::vector<std::pair<double, std::string>> lines;  // across, with their words
    std::string median_words;                       // "" for no median; else before its number
    std::string colour;                             // class: "hope", "lessons"...
    std::string last_words;                         // beside the last value
};
std::string draw(const RunChart& chart);

struct ColumnChart {
    ChartFrame frame;
    std::vector<std::string> labels;
    std::vector<int> values;
    std::string colour;
};
std::string draw(const ColumnChart& chart);

// For each theme a row of columns of few heights: bands, never numbers.
struct BandChart {
    ChartFrame frame;
    std::vector<std::string> labels;
    std::vector<std::array<int, 4>> levels;  // by RoundCategory, 0 to 5
};
std::string draw(const BandChart& chart, const Language& language);

// The middle of the values that are there; none without any.
std::optional<double> median_of(const std::vector<std::optional<double>>& values);

}  // namespace hearthside
