// SPDX-License-Identifier: Apache-2.0
// The result of a function that may fail in a way people can meet: a value, or one plain sentence that a
// facilitator, a member of staff or an administrator can act on.
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace hearthside::huddle {

enum class ProblemKind {
    invalid,    // the request itself is wrong; repeating it unchanged cannot help
    conflict,   // the request does not fit the present state of the huddle
    forbidden,  // the sender has no right to this, for example because of an old key
    not_saved,  // nothing was saved: disk full, input/output error, out of memory
    busy,       // the queue is full or the sender is too fast; trying again later helps
    damaged,    // one of our files cannot be read as what it should be
};

struct Problem {
    ProblemKind kind = ProblemKind::invalid;
    std::string sentence;  // British English, one sentence, safe to show; never holds a note's text

    friend bool operator==(const Problem&, const Problem&) = default;
};

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
    Result(Problem problem) : content_(std::in_place_index<1>, std::move(problem)) {}

    explicit operator bool() const { return content_.index() == 0; }

    // Call value() only on a success and problem() only on a failure.
    T& value() & {
        assert(*this);
        return *std::get_if<0>(&content_);
    }
    const T& value() const& {
        assert(*this);
        return *std::get_if<0>(&content_);
    }
    T&& value() && {
        assert(*this);
        return std::move(*std::get_if<0>(&content_));
    }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    const Problem& problem() const {
        assert(!*this);
        return *std::get_if<1>(&content_);
    }

private:
    std::variant<T, Problem> content_;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Problem problem) : problem_(std::move(problem)) {}

    explicit operator bool() const { return !problem_.has_value(); }
    const Problem& problem() const {
        assert(problem_);
        return *problem_;
    }

private:
    std::optional<Problem> problem_;
};

}  // namespace hearthside::huddle
