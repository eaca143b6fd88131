// SPDX-License-Identifier: Apache-2.0
#include "core/text/language.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/locale/gnu_gettext.hpp>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <locale>
#include <mutex>
#include <optional>

#include "core/text/languages.h"

namespace hearthside::text {

namespace {

using Messages = boost::locale::message_format<char>;
using Bytes = std::vector<char>;

constexpr std::uint32_t mo_magic = 0x950412de;
constexpr std::string_view domain_name = "hearthside";

// All bounds are checked once, so that a damaged file is found at the start and not on a screen.
class MoFile {
public:
    explicit MoFile(const Bytes& bytes) : bytes_(bytes) {}

    bool is_sound() const {
        const auto magic = word(0), count = word(8), originals = word(12), translations = word(16);
        const auto hash_size = word(20), hash = word(24);
        if (magic != mo_magic || !count || !originals || !translations || !hash_size || !hash) return false;
        if (*count > bytes_.size() / 16 || *hash_size > bytes_.size() / 4) return false;
        for (std::uint32_t index = 0; index < *hash_size; ++index) {
            const auto entry = word(std::size_t{*hash} + 4 * std::size_t{index});
            if (!entry || *entry > *count) return false;
        }
        for (std::uint32_t index = 0; index < *count; ++index) {
            const auto english = string_at(std::size_t{*originals} + 8 * std::size_t{index});
            const auto translation = string_at(std::size_t{*translations} + 8 * std::size_t{index});
            if (!english || !translation) return false;
            // The first one is the header.
            if (index == 0 && (!english->empty() || translation->find("charset=UTF-8") == english->npos)) return false;
            if (index > 0 && !same_places(*english, *translation)) return false;
        }
        return *count > 0;
    }

private:
    std::optional<std::uint32_t> word(std::size_t at) const {
        if (at + 4 > bytes_.size()) return {};
        std::uint32_t value = 0;
        std::memcpy(&value, bytes_.data() + at, 4);
        return value;
    }

    // `at`: the offset of the string's length and position.
    std::optional<std::string_view> string_at(std::size_t at) const {
        const auto length = word(at), place = word(at + 4);
        if (!length || !place) return {};
        const std::size_t end = std::size_t{*place} + *length;
        if (end >= bytes_.size() || bytes_[end] != '\0') return {};
        return std::string_view(bytes_.data() + *place, *length);
    }

    // The placeholders that fmt fills in. If a translation had more of them than the English text, fmt would
    // refuse it in the middle of a frame.
    static std::vector<std::string_view> places_of(std::string_view text) {
        std::vector<std::string_view> places;
        for (std::size_t open = text.find('{'); open != text.npos; open = text.find('{', open + 1)) {
            const std::size_t close = text.find('}', open);
            if (close == text.npos) return {"{"};
            places.push_back(text.substr(open, close - open + 1));
        }
        std::sort(places.begin(), places.end());
        places.erase(std::unique(places.begin(), places.end()), places.end());
        return places;
    }

    // Plural forms follow each other, separated by a zero byte. A form may omit the number ("one note"), but
    // none may use a placeholder that is not supplied.
    static bool same_places(std::string_view english, std::string_view translation) {
        const bool plural = english.find('\0') != english.npos;
        const std::vector<std::string_view> given = places_of(english);
        for (std::size_t from = 0; from <= translation.size();) {
            const std::size_t end = std::min(translation.find('\0', from), translation.size());
            const std::vector<std::string_view> asked = places_of(translation.substr(from, end - from));
            if (!std::includes(given.begin(), given.end(), asked.begin(), asked.end())) return false;
            if (!plural && asked != given) return false;
            from = end + 1;
        }
        return true;
    }

    const Bytes& bytes_;
};

Bytes read_all(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return Bytes(std::istreambuf_iterator<char>(stream), {});
}

struct Wish {
    std::string_view range;  // "cy-GB" or "*"
    double weight = 1;
};

std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(" \t");
    if (from == text.npos) return {};
    return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

// At most three digits after the point. RFC 9110 allows no other form of a weight.
std::optional<double> weight_of(std::string_view text) {
    const bool shape =
        !text.empty() && text.size() <= 5 && (text[0] == '0' || text[0] == '1') && (text.size() == 1 || text[1] == '.');
    if (!shape) return {};
    int thousandths = text[0] == '1' ? 1000 : 0, worth = 100;
    for (const char digit : text.substr(std::min<std::size_t>(2, text.size()))) {
        if (digit < '0' || digit > '9') return {};
        thousandths += (digit - '0') * worth;
        worth /= 10;
    }
    if (thousandths > 1000) return {};
    return thousandths / 1000.0;
}

std::vector<Wish> wishes_of(std::string_view header) {
    std::vector<Wish> wishes;
    while (!header.empty()) {
        const std::size_t comma = std::min(header.find(','), header.size());
        std::string_view member = trimmed(header.substr(0, comma));
        header.remove_prefix(std::min(comma + 1, header.size()));
        const std::size_t semicolon = std::min(member.find(';'), member.size());
        Wish wish{trimmed(member.substr(0, semicolon))};
        if (wish.range.empty()) continue;
        if (semicolon < member.size()) {
            const std::string_view parameter = trimmed(member.substr(semicolon + 1));
            if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) continue;
            const auto weight = weight_of(parameter.substr(2));
            if (!weight) continue;
            wish.weight = *weight;
        }
        wishes.push_back(wish);
    }
    return wishes;
}

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

// "cy" and "CY-gb" both match the language "cy".
bool names(std::string_view range, std::string_view id) {
    if (range.size() < id.size() || (range.size() > id.size() && range[id.size()] != '-')) return false;
    return std::equal(id.begin(), id.end(), range.begin(), [](char a, char b) { return a == lower(b); });
}

}  // namespace

const std::vector<LanguageDetails>& known_languages() {
    static const std::vector<LanguageDetails> languages = [] {
        std::vector<LanguageDetails> spoken;
        for (const LanguageRow& row : language_table()) {
            if (row.in_interface) spoken.push_back({std::string(row.id), std::string(row.own_name), row.right_to_left});
        }
        return spoken;
    }();
    return languages;
}

struct Language::Catalogue {
    std::filesystem::path file;
    std::once_flag once;
    std::optional<std::locale> keeper;   // owns the messages
    const Messages* messages = nullptr;  // none: English
    int domain = 0;

    void read(const std::string& name) {
        const Bytes bytes = read_all(file);
        if (MoFile(bytes).is_sound()) {
            boost::locale::gnu_gettext::messages_info info;
            info.language = name;
            info.encoding = "UTF-8";
            info.domains.emplace_back(std::string(domain_name));
            info.paths.emplace_back(".");
            info.callback = [&](const std::string&, const std::string&) { return bytes; };
            try {
                keeper.emplace(std::locale::classic(), boost::locale::gnu_gettext::create_messages_facet<char>(info));
                messages = &std::use_facet<Messages>(*keeper);
                domain = messages->domain(std::string(domain_name));
                return;
            } catch (const std::exception&) {
                messages = nullptr;
            }
        }
        fmt::print(stderr, "The texts in {} cannot be read ({}), so they are shown in English.\n", name, file.string());
    }
};

Language::Language() : details_(known_languages().front()) {}

Language::Language(LanguageDetails details, std::filesystem::path catalogue)
    : details_(std::move(details)), catalogue_(std::make_unique<Catalogue>()) {
    catalogue_->file = std::move(catalogue);
}

Language::~Language() = default;

const Language::Catalogue* Language::catalogue() const {
    if (!catalogue_) return nullptr;
    std::call_once(catalogue_->once, [&] { catalogue_->read(details_.id); });
    return catalogue_->messages ? catalogue_.get() : nullptr;
}

std::string Language::text(std::string_view english) const {
    std::string original(english);
    // The empty text is the catalogue's header.
    const Catalogue* from = original.empty() ? nullptr : catalogue();
    const char* found = from ? from->messages->get(from->domain, nullptr, original.c_str()) : nullptr;
    return found ? found : original;
}

std::string Language::text_in(std::string_view place, std::string_view english) const {
    const std::string context(place), original(english);
    const Catalogue* from = original.empty() ? nullptr : catalogue();
    const char* found = from ? from->messages->get(from->domain, context.c_str(), original.c_str()) : nullptr;
    return found ? found : text(english);
}

std::string Language::text(std::string_view one, std::string_view many, long long number) const {
    const std::string original(one);
    const Catalogue* from = original.empty() ? nullptr : catalogue();
    // The plural rules look only at the last digits, and Boost 1.81 takes an int.
    const auto small = static_cast<int>(number < 1'000'000 ? number : 1'000'000 + number % 1'000'000);
    const char* found = from ? from->messages->get(from->domain, nullptr, original.c_str(), small) : nullptr;
    if (found) return found;
    return number == 1 ? original : std::string(many);
}

bool Language::knows(std::string_view english) const {
    if (!catalogue_) return true;
    const std::string original(english);
    const Catalogue* from = original.empty() ? nullptr : catalogue();
    return from && from->messages->get(from->domain, nullptr, original.c_str()) != nullptr;
}

Languages::Languages(const std::filesystem::path& folder) {
    for (const LanguageDetails& details : known_languages()) {
        all_.push_back(all_.empty() ? std::make_unique<Language>()
                                    : std::make_unique<Language>(details, folder / (details.id + ".mo")));
    }
}

const Language& Languages::of(std::string_view id) const {
    const auto found = std::find_if(all_.begin(), all_.end(), [&](const auto& it) { return it->id() == id; });
    return found == all_.end() ? *all_.front() : **found;
}

std::string best_for(std::string_view accept_language, const std::vector<std::string>& offered) {
    const std::vector<Wish> wishes = wishes_of(accept_language);
    // "*" stands for the languages that no range names. When several ranges name one language, the highest
    // weight counts: "en-GB;q=0.5, en" accepts English fully.
    const auto wanted = [&](const std::string& id) {
        const Wish* by = nullptr;
        for (const Wish& wish : wishes) {
            if (wish.range == "*") {
                if (!by) by = &wish;
            } else if (names(wish.range, id)) {
                if (!by || by->range == "*" || wish.weight > by->weight) by = &wish;
            }
        }
        return by ? by->weight : 0;
    };
    const std::string* best = &offered.front();
    double most = 0;
    for (const std::string& id : offered) {
        const double weight = wanted(id);
        if (weight <= most) continue;
        most = weight;
        best = &id;
    }
    return *best;
}

}  // namespace hearthside::text
