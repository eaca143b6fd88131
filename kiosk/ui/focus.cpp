// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/focus.h"

#include <algorithm>
#include <cmath>

namespace hearthside::ui {

namespace {

ImVec2 middle(const Rect& rect) { return {rect.x + rect.w / 2, rect.y + rect.h / 2}; }

float distance(const Rect& a, const Rect& b) {
    return std::hypot(middle(a).x - middle(b).x, middle(a).y - middle(b).y);
}

// Two targets are in one row when the middle of one is within the height of the other.
bool same_row(const Rect& a, const Rect& b) {
    const float ya = middle(a).y, yb = middle(b).y;
    return (ya >= b.y && ya < b.bottom()) || (yb >= a.y && yb < a.bottom());
}

// Rows from the top, each in the direction of reading.
std::vector<Target> in_reading_order(std::vector<Target> targets, bool mirrored) {
    std::erase_if(targets, [](const Target& target) { return target.by_touch_only; });
    std::stable_sort(targets.begin(), targets.end(),
                     [](const Target& a, const Target& b) { return middle(a.rect).y < middle(b.rect).y; });
    for (auto row = targets.begin(); row != targets.end();) {
        // The first target decides the row, so that columns of uneven cards do not merge.
        const Rect first = row->rect;
        const auto end = std::find_if(row, targets.end(), [&](const Target& it) { return !same_row(it.rect, first); });
        std::stable_sort(row, end, [mirrored](const Target& a, const Target& b) {
            return mirrored ? a.rect.x > b.rect.x : a.rect.x < b.rect.x;
        });
        row = end;
    }
    return targets;
}

bool is_arrow(KeyPress::Kind kind) {
    return kind == KeyPress::Kind::left || kind == KeyPress::Kind::right || kind == KeyPress::Kind::up ||
           kind == KeyPress::Kind::down;
}

}  // namespace

const Target* Focus::find(std::string_view name) const {
    const auto found = std::find_if(order_.begin(), order_.end(), [&](const Target& it) { return it.name == name; });
    return found == order_.end() ? nullptr : &*found;
}

const Target* Focus::target() const { return shown_ ? find(name_) : nullptr; }

void Focus::move_in_order(int step) {
    if (order_.empty()) return;
    const auto count = static_cast<int>(order_.size());
    int index = step > 0 ? -1 : count;
    for (int i = 0; i < count; ++i) {
        if (order_[static_cast<std::size_t>(i)].name == name_) index = i;
    }
    index = (index + step + count) % count;
    name_ = order_[static_cast<std::size_t>(index)].name;
    last_ = order_[static_cast<std::size_t>(index)].rect;
}

void Focus::move_towards(KeyPress::Kind direction) {
    const Target* from = find(name_);
    if (!from) return move_in_order(1);
    const Target* best = nullptr;
    float best_cost = 0;
    for (const Target& to : order_) {
        const ImVec2 a = middle(from->rect), b = middle(to.rect);
        const float x = b.x - a.x, y = b.y - a.y;
        const bool sideways = direction == KeyPress::Kind::left || direction == KeyPress::Kind::right;
        const float ahead = direction == KeyPress::Kind::left    ? -x
                            : direction == KeyPress::Kind::right ? x
                            : direction == KeyPress::Kind::up    ? -y
                                                                 : y;
        if (ahead < 1) continue;
        // A target straight ahead wins over a nearer one off to the side.
        const float cost = ahead + 2.5f * std::abs(sideways ? y : x);
        if (!best || cost < best_cost) best = &to, best_cost = cost;
    }
    if (!best) return;
    name_ = best->name;
    last_ = best->rect;
}

void Focus::take(std::vector<KeyPress>& keys, bool pointer_down) {
    pressed_.clear();
    if (pointer_down) shown_ = false;
    std::vector<KeyPress> left;
    for (KeyPress& key : keys) {
        const Target* on = target();
        const bool writing = on && on->text_field;
        if (key.kind == KeyPress::Kind::tab || key.kind == KeyPress::Kind::back_tab) {
            shown_ = true;
            move_in_order(key.kind == KeyPress::Kind::tab ? 1 : -1);
        } else if (on && !writing && is_arrow(key.kind)) {
            move_towards(key.kind);
        } else if (on && !writing &&
                   (key.kind == KeyPress::Kind::enter || (key.kind == KeyPress::Kind::text && key.text == " "))) {
            pressed_ = name_;
        } else {
            left.push_back(std::move(key));
        }
    }
    keys = std::move(left);
}

bool Focus::presses(std::string_view name) {
    if (pressed_.empty() || pressed_ != name) return false;
    pressed_.clear();
    return true;
}

void Focus::see(const std::vector<Target>& targets, bool mirrored) {
    order_ = in_reading_order(targets, mirrored);
    if (!shown_ || order_.empty()) return;
    if (const Target* still = find(name_)) {
        last_ = still->rect;
        return;
    }
    const auto nearest = std::min_element(order_.begin(), order_.end(), [this](const Target& a, const Target& b) {
        return distance(a.rect, last_) < distance(b.rect, last_);
    });
    name_ = nearest->name;
    last_ = nearest->rect;
}

}  // namespace hearthside::ui
