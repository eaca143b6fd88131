// SPDX-License-Identifier: Apache-2.0
#include "kiosk/review/charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/review/markup.h"
#include "kiosk/web/looks.h"

namespace hearthside::review {

namespace {

constexpr double left = 44, right = 16, top = 14, below = 30;

std::string opening(const ChartFrame& frame) {
    return fmt::format(R"(<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}. {}">)", frame.width,
                       frame.height, e(frame.title), e(frame.description));
}

std::string words_at(double x, double y, std::string_view text, std::string_view anchor,
                     std::string_view css_class = "") {
    return fmt::format(R"(<text x="{:.1f}" y="{:.1f}" text-anchor="{}"{}>{}</text>)", x, y, anchor,
                       css_class.empty() ? "" : fmt::format(R"( class="{}")", css_class), e(text));
}

struct Axis {
    double from, width;
    std::size_t count;
    double middle(std::size_t at) const {
        return from + width * (static_cast<double>(at) + 0.5) / static_cast<double>(std::max<std::size_t>(count, 1));
    }
    double step() const { return width / static_cast<double>(std::max<std::size_t>(count, 1)); }
};

std::string labels_under(const Axis& axis, const std::vector<std::string>& labels, double y) {
    std::string result;
    // A word takes about 44 units. A label that would touch its neighbour is left out.
    double free_from = -1;
    for (std::size_t at = 0; at < labels.size(); ++at) {
        const double x = axis.middle(at);
        if (labels[at].empty() || x - 22 < free_from) continue;
        result += words_at(x, y, labels[at], "middle");
        free_from = x + 22;
    }
    return result;
}

}  // namespace

std::optional<double> median_of(const std::vector<std::optional<double>>& values) {
    std::vector<double> there;
    for (const auto& value : values) {
        if (value) there.push_back(*value);
    }
    if (there.empty()) return std::nullopt;
    std::ranges::sort(there);
    const std::size_t half = there.size() / 2;
    return there.size() % 2 == 1 ? there[half] : (there[half - 1] + there[half]) / 2;
}

std::string draw(const RunChart& chart) {
    const double height = chart.frame.height - top - below;
    const Axis axis{left, chart.frame.width - left - right, chart.values.size()};
    const auto y_of = [&](double value) {
        const double share = (value - chart.least) / (chart.most - chart.least);
        return top + height * (1 - std::clamp(share, 0.0, 1.0));
    };
    std::string result = opening(chart.frame);
    for (const auto& [value, words] : chart.lines) {
        result += fmt::format(R"(<path class="grid" d="M{:.1f} {:.1f}H{:.1f}"/>)", left, y_of(value),
                              chart.frame.width - right);
        result += words_at(left - 8, y_of(value) + 5, words, "end");
    }
    const auto median = chart.median_words.empty() ? std::nullopt : median_of(chart.values);
    if (median) {
        result += fmt::format(R"(<path class="median" d="M{:.1f} {:.1f}H{:.1f}"/>)", left, y_of(*median),
                              chart.frame.width - right);
        const double y = y_of(*median) < top + 20 ? y_of(*median) + 18 : y_of(*median) - 7;
        result += words_at(left + 4, y, chart.median_words, "start", "soft");
    }
    // Solid lines between neighbours, dots across a gap.
    std::string line, gaps, dots;
    std::optional<std::size_t> before;
    for (std::size_t at = 0; at < chart.values.size(); ++at) {
        if (!chart.values[at]) continue;
        const double x = axis.middle(at), y = y_of(*chart.values[at]);
        if (before) {
            auto& path = at - *before == 1 ? line : gaps;
            path +=
                fmt::format("M{:.1f} {:.1f}L{:.1f} {:.1f}", axis.middle(*before), y_of(*chart.values[*before]), x, y);
        }
        dots += fmt::format(R"(<circle cx="{:.1f}" cy="{:.1f}" r="{}"/>)", x, y, axis.step() < 12 ? 2.5 : 4.5);
        before = at;
    }
    result += fmt::format(R"(<g class="{}">)", chart.colour);
    if (!line.empty()) result += fmt::format(R"(<path class="run" d="{}"/>)", line);
    if (!gaps.empty()) result += fmt::format(R"(<path class="run gap" d="{}"/>)", gaps);
    result += R"(<g class="dots">)" + dots + "</g>";
    if (before && !chart.last_words.empty()) {
        const double y = y_of(*chart.values[*before]);
        result += words_at(std::min(axis.middle(*before), chart.frame.width - right - 12),
                           y < top + 18 ? y + 24 : y - 12, chart.last_words, "middle", "last");
    }
    return result + "</g>" + labels_under(axis, chart.labels, chart.frame.height - 8) + "</svg>";
}

std::string draw(const ColumnChart& chart) {
    const double height = chart.frame.height - top - below;
    const Axis axis{8, chart.frame.width - 16.0, chart.values.size()};
    const int most = chart.values.empty() ? 1 : std::max(1, *std::ranges::max_element(chart.values));
    std::string result = opening(chart.frame);
    result += fmt::format(R"(<path class="grid" d="M8 {:.1f}H{}"/><g class="{}">)", top + height + 0.5,
                          chart.frame.width - 8, chart.colour);
    const double width = std::min(38.0, axis.step() * 0.72);
    for (std::size_t at = 0; at < chart.values.size(); ++at) {
        if (chart.values[at] == 0) continue;
        const double tall = (height - 18) * chart.values[at] / most;
        const double y = top + height - tall, x = axis.middle(at) - width / 2;
        result += fmt::format(R"(<rect class="fill" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="3"/>)", x,
                              y, width, tall);
        if (axis.step() >= 20) result += words_at(axis.middle(at), y - 6, std::to_string(chart.values[at]), "middle");
    }
    return result + "</g>" + labels_under(axis, chart.labels, chart.frame.height - 8) + "</svg>";
}

std::string draw(const BandChart& chart, const text::Language& language) {
    const double words_width = 116;
    const double row = (chart.frame.height - below - 6) / 4.0;
    const Axis axis{words_width, chart.frame.width - words_width - 8, chart.levels.size()};
    const double width = std::min(34.0, axis.step() * 0.78);
    std::string result = opening(chart.frame);
    for (const huddle::RoundCategory category : huddle::all_categories) {
        const double floor = 6 + row * (static_cast<double>(huddle::index_of(category)) + 1) - 6;
        result += fmt::format(
            R"x(<g class="{}"><g class="ink" transform="translate(0 {:.1f}) scale(.82)"><path d="{}"/></g>)x",
            huddle::to_text(category), floor - 21, web::look_of(web::kind_of(category)).icon);
        result += words_at(27, floor - 4, web::word_of(category, language), "start", "ink-word");
        result +=
            fmt::format(R"(<path class="grid" d="M{} {:.1f}H{}"/>)", words_width, floor + 0.5, chart.frame.width - 8);
        for (std::size_t at = 0; at < chart.levels.size(); ++at) {
            const int level = chart.levels[at][huddle::index_of(category)];
            if (level == 0) continue;
            const double tall = (row - 10) * level / 5;
            result += fmt::format(R"(<rect class="fill" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="2"/>)",
                                  axis.middle(at) - width / 2, floor - tall, width, tall);
        }
        result += "</g>";
    }
    return result + labels_under(axis, chart.labels, chart.frame.height - 8) + "</svg>";
}

}  // namespace hearthside::review
