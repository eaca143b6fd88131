// What review_controller.cpp and review_controller_pages.cpp share.
#pragma once

#include <algorithm>
#include <charconv>

#include "kiosk/review/review_controller.h"

namespace hearthside {

inline constexpr int lines_of_a_page = 25;
inline constexpr int pages_at_most = 1'000'000;

// A request, and what is known of it.
struct ReviewController::Asked {
    const Request& request;
    std::string path;
    Fields query, form;
    const Sessions::Session* session = nullptr;
    PageReader reader;
    Instant wall{};

    std::string tr(std::string_view english) const { return reader.tr(english); }
    int page() const {
        int number = 1;
        const std::string& text = field(query, "page");
        std::from_chars(text.data(), text.data() + text.size(), number);
        return std::clamp(number, 1, pages_at_most);
    }
    PageChoice page_choice() const {
        return {.skip = static_cast<std::int64_t>(page() - 1) * lines_of_a_page, .at_most = lines_of_a_page};
    }
    template <class Item>
    ListPlace place_in(const PageOf<Item>& items) const {
        const PageChoice choice = page_choice();
        const auto count = static_cast<std::int64_t>(items.items.size());
        return {.first = choice.skip + 1,
                .last = choice.skip + count,
                .total = items.total,
                .page = page(),
                .more = choice.skip + count < items.total};
    }
    Span span() const { return {day_field(query, "from"), day_field(query, "to")}; }
};

}  // namespace hearthside
