// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/difference.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <unordered_map>

namespace hearthside::platform {
namespace {

constexpr std::size_t rectangles_at_most = 6;

std::uint64_t mixed(std::uint64_t hash, std::uint64_t word) {
    hash ^= word + 0x9E3779B97F4A7C15ull + (hash << 6) + (hash >> 2);
    hash *= 0xFF51AFD7ED558CCDull;
    return hash ^ (hash >> 32);
}

std::uint64_t bits(float first, float second) {
    std::uint32_t low, high;
    std::memcpy(&low, &first, sizeof low);
    std::memcpy(&high, &second, sizeof high);
    return low | static_cast<std::uint64_t>(high) << 32;
}

long area(const SDL_Rect& rect) { return static_cast<long>(rect.w) * rect.h; }

SDL_Rect united(const SDL_Rect& a, const SDL_Rect& b) {
    SDL_Rect result;
    SDL_UnionRect(&a, &b, &result);
    return result;
}

// The number of pixels painted needlessly when two rectangles are merged.
long waste(const SDL_Rect& a, const SDL_Rect& b) { return area(united(a, b)) - area(a) - area(b); }

void add(std::vector<SDL_Rect>& rectangles, SDL_Rect rect) {
    if (rect.w <= 0 || rect.h <= 0) return;
    for (bool merged = true; merged;) {
        merged = false;
        for (std::size_t index = 0; index < rectangles.size(); ++index) {
            if (waste(rectangles[index], rect) > 4096) continue;
            rect = united(rectangles[index], rect);
            rectangles.erase(rectangles.begin() + static_cast<std::ptrdiff_t>(index));
            merged = true;
            break;
        }
    }
    rectangles.push_back(rect);
    if (rectangles.size() <= rectangles_at_most) return;
    std::size_t best_a = 0, best_b = 1;
    for (std::size_t a = 0; a < rectangles.size(); ++a) {
        for (std::size_t b = a + 1; b < rectangles.size(); ++b) {
            if (waste(rectangles[a], rectangles[b]) < waste(rectangles[best_a], rectangles[best_b])) {
                best_a = a;
                best_b = b;
            }
        }
    }
    const SDL_Rect both = united(rectangles[best_a], rectangles[best_b]);
    rectangles.erase(rectangles.begin() + static_cast<std::ptrdiff_t>(best_b));
    rectangles.erase(rectangles.begin() + static_cast<std::ptrdiff_t>(best_a));
    add(rectangles, both);
}

// The earliest piece with this hash at index `next` or later.
using ByHash = std::unordered_multimap<std::uint64_t, std::size_t>;
ByHash::iterator earliest(ByHash& pieces, std::uint64_t hash, std::size_t next) {
    auto [first, last] = pieces.equal_range(hash);
    auto found = pieces.end();
    for (auto it = first; it != last; ++it) {
        if (it->second >= next && (found == pieces.end() || it->second < found->second)) found = it;
    }
    return found;
}

bool is_quad(const ImDrawIdx* index) { return index[0] == index[3] && index[2] == index[4]; }

int rounded(float value) { return static_cast<int>(std::lround(value)); }

bool shows_whole_picture(const ImDrawVert* vertices, const ImDrawIdx* index) {
    const ImDrawVert& a = vertices[index[0]];
    const ImDrawVert& b = vertices[index[1]];
    const ImDrawVert& c = vertices[index[2]];
    const ImDrawVert& d = vertices[index[5]];
    return a.uv.x == 0 && a.uv.y == 0 && b.uv.x == 1 && b.uv.y == 0 && c.uv.x == 1 && c.uv.y == 1 && d.uv.x == 0 &&
           d.uv.y == 1 && a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y && d.pos.x == a.pos.x &&
           a.pos.x < c.pos.x && a.pos.y < c.pos.y;
}

}  // namespace

std::vector<Piece> pieces_of(const ImDrawData& data) {
    std::vector<Piece> pieces;
    pieces.reserve(static_cast<std::size_t>(data.TotalIdxCount) / 3);
    for (int list_number = 0; list_number < data.CmdListsCount; ++list_number) {
        const ImDrawList& list = *data.CmdLists[list_number];
        for (int command_number = 0; command_number < list.CmdBuffer.Size; ++command_number) {
            const ImDrawCmd& command = list.CmdBuffer[command_number];
            if (command.UserCallback != nullptr) continue;
            // Whole pixels, as SDL clips: partly covered pixels at the rectangle's edges are left out.
            const float clip_left = std::max(std::floor(command.ClipRect.x - data.DisplayPos.x), 0.0f);
            const float clip_top = std::max(std::floor(command.ClipRect.y - data.DisplayPos.y), 0.0f);
            const float clip_right = std::min(std::floor(command.ClipRect.z - data.DisplayPos.x), data.DisplaySize.x);
            const float clip_bottom = std::min(std::floor(command.ClipRect.w - data.DisplayPos.y), data.DisplaySize.y);
            const std::uint64_t picture = reinterpret_cast<std::uintptr_t>(command.GetTexID());
            const std::uint64_t start = mixed(mixed(1, bits(clip_left, clip_top)), bits(clip_right, clip_bottom));
            const ImDrawVert* const vertices = list.VtxBuffer.Data + command.VtxOffset;
            const ImDrawIdx* const indices = list.IdxBuffer.Data + command.IdxOffset;
            for (unsigned int at = 0; at + 3 <= command.ElemCount;) {
                Piece piece;
                piece.list = static_cast<std::uint32_t>(list_number);
                piece.command = static_cast<std::uint32_t>(command_number);
                piece.first = command.IdxOffset + at;
                piece.count = at + 6 <= command.ElemCount && is_quad(indices + at) ? 6 : 3;
                piece.hash = start;
                float left = 1e9f, top = 1e9f, right = -1e9f, bottom = -1e9f;
                for (std::uint32_t corner = 0; corner < piece.count; ++corner) {
                    const ImDrawVert& vertex = vertices[indices[at + corner]];
                    piece.hash = mixed(piece.hash, bits(vertex.pos.x, vertex.pos.y));
                    piece.hash = mixed(piece.hash, bits(vertex.uv.x, vertex.uv.y));
                    piece.hash = mixed(piece.hash, vertex.col);
                    left = std::min(left, vertex.pos.x);
                    top = std::min(top, vertex.pos.y);
                    right = std::max(right, vertex.pos.x);
                    bottom = std::max(bottom, vertex.pos.y);
                }
                // One more pixel on each side, because renderers round differently.
                left = std::max(std::floor(left) - 1, clip_left);
                top = std::max(std::floor(top) - 1, clip_top);
                right = std::min(std::ceil(right) + 1, clip_right);
                bottom = std::min(std::ceil(bottom) + 1, clip_bottom);
                if (right > left && bottom > top) {
                    piece.box = {static_cast<int>(left), static_cast<int>(top), static_cast<int>(right - left),
                                 static_cast<int>(bottom - top)};
                }
                if (piece.count == 6 && shows_whole_picture(vertices, indices + at)) {
                    const ImVec2& from = vertices[indices[at]].pos;
                    const ImVec2& to = vertices[indices[at + 2]].pos;
                    piece.frame_hash = piece.hash;
                    piece.picture = command.GetTexID();
                    piece.place = {rounded(from.x), rounded(from.y), rounded(to.x) - rounded(from.x),
                                   rounded(to.y) - rounded(from.y)};
                }
                piece.hash = mixed(piece.hash, picture);
                at += piece.count;
                pieces.push_back(piece);
            }
        }
    }
    return pieces;
}

std::vector<SDL_Rect> difference(const std::vector<Piece>& before, const std::vector<Piece>& after,
                                 const PictureDifference& picture_difference) {
    const std::size_t shorter = std::min(before.size(), after.size());
    std::size_t head = 0;
    while (head < shorter && before[head].hash == after[head].hash) ++head;
    std::size_t tail = 0;
    while (tail < shorter - head && before[before.size() - 1 - tail].hash == after[after.size() - 1 - tail].hash) {
        ++tail;
    }
    const std::size_t before_end = before.size() - tail, after_end = after.size() - tail;

    std::vector<SDL_Rect> rectangles;
    ByHash gone, gone_pictures;
    gone.reserve(before_end - head);
    for (std::size_t index = head; index < before_end; ++index) {
        gone.emplace(before[index].hash, index);
        if (before[index].frame_hash != 0) gone_pictures.emplace(before[index].frame_hash, index);
    }
    std::vector<bool> met(before_end - head, false);
    // Pieces that match in rising order stay. Only they decide the pixels outside the rectangles.
    std::size_t next = head;
    for (std::size_t index = head; index < after_end; ++index) {
        const Piece& piece = after[index];
        if (const auto same = earliest(gone, piece.hash, next); same != gone.end()) {
            next = same->second + 1;
            met[same->second - head] = true;
            gone.erase(same);
            continue;
        }
        const auto other = piece.frame_hash == 0 || !picture_difference
                               ? gone_pictures.end()
                               : earliest(gone_pictures, piece.frame_hash, next);
        if (other != gone_pictures.end() && !met[other->second - head]) {
            std::optional<SDL_Rect> part = picture_difference(before[other->second], piece);
            if (part) {
                part->x += piece.place.x;
                part->y += piece.place.y;
                SDL_Rect shown;
                if (SDL_IntersectRect(&*part, &piece.box, &shown)) add(rectangles, shown);
                next = other->second + 1;
                met[other->second - head] = true;
                gone_pictures.erase(other);
                continue;
            }
        }
        add(rectangles, piece.box);
    }
    for (std::size_t index = head; index < before_end; ++index) {
        if (!met[index - head]) add(rectangles, before[index].box);
    }
    return rectangles;
}

}  // namespace hearthside::platform
