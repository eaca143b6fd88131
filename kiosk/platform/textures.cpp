// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/textures.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <iterator>
#include <utility>

#include "core/text/icon.h"
#include "kiosk/platform/made_images.h"

namespace hearthside::platform {
namespace {

class Key {
public:
    explicit Key(char kind) { text_.push_back(kind); }
    template <class Value>
    Key& operator<<(const Value& value) {
        static_assert(std::is_arithmetic_v<Value> || std::is_enum_v<Value>);
        text_.append(reinterpret_cast<const char*>(&value), sizeof value);
        return *this;
    }
    Key& operator<<(text::Colour colour) { return *this << colour.red << colour.green << colour.blue << colour.alpha; }
    Key& words(std::string_view words) {
        *this << words.size();
        text_.append(words);
        return *this;
    }
    std::string take() { return std::move(text_); }

private:
    std::string text_;
};

ImTextureID identity_of(std::uint64_t number) {
    return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(number));
}

}  // namespace

Textures::Textures(SDL_Renderer* renderer, text::TextEngine& engine, std::size_t byte_limit)
    : renderer_(renderer), engine_(engine), byte_limit_(byte_limit) {}

Textures::~Textures() {
    for (const Entry& entry : entries_) {
        if (entry.texture != nullptr) SDL_DestroyTexture(entry.texture);
    }
}

ImTextureID Textures::white() { return identity_of(1); }

const Texels* Textures::texels(ImTextureID identity) const {
    const auto found = by_identity_.find(identity);
    return found == by_identity_.end() ? nullptr : &found->second->texels;
}

SDL_Texture* Textures::texture(ImTextureID identity) const {
    const auto found = by_identity_.find(identity);
    if (found == by_identity_.end()) return nullptr;
    const Entry& entry = *found->second;
    if (entry.texture == nullptr) {
        entry.texture = SDL_CreateTexture(renderer_, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STATIC,
                                          entry.texels.width, entry.texels.height);
        if (entry.texture == nullptr) return nullptr;
        SDL_UpdateTexture(entry.texture, nullptr, entry.texels.pixels.data(), entry.texels.width * 4);
        SDL_SetTextureBlendMode(entry.texture, SDL_BLENDMODE_BLEND);
    }
    return entry.texture;
}

std::optional<SDL_Rect> Textures::difference_of(ImTextureID one, ImTextureID other) const {
    const Texels* const a = texels(one);
    const Texels* const b = texels(other);
    if (a == nullptr || b == nullptr || a->width != b->width || a->height != b->height) return std::nullopt;
    int left = a->width, right = -1, top = a->height, bottom = -1;
    const std::uint32_t *first = a->pixels.data(), *second = b->pixels.data();
    for (int y = 0; y < a->height; ++y, first += a->width, second += a->width) {
        if (std::memcmp(first, second, static_cast<std::size_t>(a->width) * sizeof *first) == 0) continue;
        top = std::min(top, y);
        bottom = y;
        for (int x = 0; x < left; ++x) {
            if (first[x] != second[x]) left = x;
        }
        for (int x = a->width - 1; x > right; --x) {
            if (first[x] != second[x]) right = x;
        }
    }
    if (bottom < 0) return SDL_Rect{};
    return SDL_Rect{left, top, right - left + 1, bottom - top + 1};
}

const ui::Picture* Textures::known(const std::string& key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    found->second->frame = frame_;
    return &found->second->picture;
}

ui::Picture Textures::keep(std::string key, const text::Image& image) {
    Entry entry;
    entry.key = std::move(key);
    entry.frame = frame_;
    if (image.width > 0 && image.height > 0) {
        entry.texels.width = image.width;
        entry.texels.height = image.height;
        entry.texels.pixels.resize(image.pixels.size() / 4);
        const std::uint8_t* from = image.pixels.data();
        for (std::uint32_t& texel : entry.texels.pixels) {
            texel = static_cast<std::uint32_t>(from[3]) << 24 | static_cast<std::uint32_t>(from[0]) << 16 |
                    static_cast<std::uint32_t>(from[1]) << 8 | from[2];
            from += 4;
        }
        entry.picture.texture = identity_of(++last_identity_);
        entry.picture.width = static_cast<float>(image.width);
        entry.picture.height = static_cast<float>(image.height);
    }
    bytes_ += entry.bytes();
    entries_.push_front(std::move(entry));
    by_key_.emplace(entries_.front().key, entries_.begin());
    if (entries_.front().picture.texture) by_identity_.emplace(entries_.front().picture.texture, &entries_.front());
    return entries_.front().picture;
}

void Textures::let_go(Entries::iterator entry) {
    bytes_ -= entry->bytes();
    by_identity_.erase(entry->picture.texture);
    by_key_.erase(entry->key);
    if (entry->secret) {
        std::fill(entry->texels.pixels.begin(), entry->texels.pixels.end(), 0);
        // The software renderer keeps its own copy.
        if (entry->texture != nullptr)
            SDL_UpdateTexture(entry->texture, nullptr, entry->texels.pixels.data(), entry->texels.width * 4);
        explicit_bzero(entry->texels.pixels.data(), entry->bytes());
        explicit_bzero(entry->key.data(), entry->key.size());
    }
    if (entry->texture != nullptr) SDL_DestroyTexture(entry->texture);
    entries_.erase(entry);
}

std::size_t Textures::private_texts() const {
    return static_cast<std::size_t>(
        std::count_if(entries_.begin(), entries_.end(), [](const Entry& entry) { return entry.secret; }));
}

void Textures::end_frame() {
    if (std::exchange(forget_private_texts_, false)) {
        for (auto entry = entries_.begin(); entry != entries_.end();) {
            const auto here = entry++;
            if (here->secret) let_go(here);
        }
        engine_.forget();
    }
    std::erase_if(passing_, [this](const Entries::iterator& entry) {
        if (entry->frame == frame_) return false;
        let_go(entry);
        return true;
    });
    while (!entries_.empty() && (bytes_ > byte_limit_ || entries_.size() > 4096)) {
        const Entry& oldest = entries_.back();
        // The next frame will probably show what this one showed, so those pictures stay even above the
        // limit.
        if (oldest.frame == frame_) break;
        let_go(std::prev(entries_.end()));
    }
    ++frame_;
}

ui::Picture Textures::text(std::string_view utf8, const text::TextStyle& style, const text::TextBox& box) {
    if (utf8.empty()) return {};
    Key key('t');
    key << style.size_px << style.weight << style.line << style.colour << style.align << style.tabular << box.width_px
        << box.lines_at_most;
    std::string name = key.words(style.family).words(utf8).take();
    if (const ui::Picture* const picture = known(name)) return *picture;
    return keep(std::move(name), engine_.draw(utf8, style, box));
}

ui::Picture Textures::private_text(std::string_view utf8, const text::TextStyle& style, const text::TextBox& box) {
    if (utf8.empty()) return {};
    // Private texts have separate keys: the same words may also be on a wall, and that picture stays.
    Key key('p');
    key << style.size_px << style.weight << style.line << style.colour << style.align << style.tabular << box.width_px
        << box.lines_at_most;
    std::string name = key.words(style.family).words(utf8).take();
    if (const ui::Picture* const picture = known(name)) return *picture;
    text::Image image = engine_.draw(utf8, style, box);
    const ui::Picture picture = keep(std::move(name), image);
    entries_.front().secret = true;
    explicit_bzero(image.pixels.data(), image.pixels.size());
    return picture;
}

ui::Picture Textures::icon(std::string_view name, float size_px, text::Colour colour) {
    const int size = static_cast<int>(std::lround(size_px));
    std::string key = (Key('i') << size << colour).words(name).take();
    if (const ui::Picture* const picture = known(key)) return *picture;
    return keep(std::move(key), text::draw_icon(name, size, colour));
}

ui::Picture Textures::qr(std::string_view text, int module_px, text::Colour dark, text::Colour light) {
    std::string key = (Key('q') << module_px << dark << light).words(text).take();
    if (const ui::Picture* const picture = known(key)) return *picture;
    return keep(std::move(key), qr_image(text, module_px, dark, light));
}

ui::Picture Textures::shadow(float spread_px, float radius_px) {
    std::string key = (Key('s') << spread_px << radius_px).take();
    if (const ui::Picture* const picture = known(key)) return *picture;
    return keep(std::move(key), shadow_image(spread_px, radius_px));
}

ui::Picture Textures::rounded(float radius_px, float line_px) {
    std::string key = (Key('r') << radius_px << line_px).take();
    if (const ui::Picture* const picture = known(key)) return *picture;
    return keep(std::move(key), rounded_image(radius_px, line_px));
}

ui::Picture Textures::arc(float diameter_px, float stroke_px, float part, int dashes) {
    std::string key = (Key('a') << diameter_px << stroke_px << part << dashes).take();
    if (const ui::Picture* const picture = known(key)) return *picture;
    const ui::Picture picture = keep(std::move(key), arc_image(diameter_px, stroke_px, part, dashes));
    // A ring that runs down is a new picture each second. Those pictures must not push out the texts.
    if (part < 1) passing_.push_back(entries_.begin());
    return picture;
}

}  // namespace hearthside::platform
