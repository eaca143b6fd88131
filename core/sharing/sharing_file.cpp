// SPDX-License-Identifier: Apache-2.0
#include "core/sharing/sharing_file.h"

#include <fmt/core.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>

#include "core/files/json.h"
#include "core/huddle/limits.h"
#include "core/secrets/secret_memory.h"
#include "core/text/note_text.h"

namespace hearthside::sharing {

namespace {

constexpr std::int64_t version = 1;
constexpr std::string_view schema = "hearthside-lessons";
// The signed bytes begin with this, so that a signature cannot be used for another purpose.
constexpr std::string_view signed_as = "hearthside-lessons 1\n";
// The signature comes last and covers every byte before it.
constexpr std::string_view before_signature = ",\n  \"signature\": \"";
constexpr std::string_view after_signature = "\"\n}\n";
constexpr std::size_t team_bytes_at_most = 400;
constexpr std::int64_t count_at_most = 1'000'000;
// Twenty years of one lesson every three days: more than a team has, but a hostile file might have more.
constexpr std::size_t lessons_at_most = 2'000;
constexpr std::size_t answers_at_most = 5'000;

using PublicKey = std::array<unsigned char, crypto_sign_PUBLICKEYBYTES>;
using Signature = std::array<unsigned char, crypto_sign_BYTES>;

template <std::size_t Count>
std::string hex_of(const std::array<unsigned char, Count>& bytes) {
    std::string hex(2 * Count + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    hex.pop_back();
    return hex;
}

// Lower case only, so that each key has one form.
bool read_hex(std::string_view hex, unsigned char* bytes, std::size_t count) {
    std::size_t read = 0;
    return hex.size() == 2 * count && hex.find_first_not_of("0123456789abcdef") == std::string_view::npos &&
           sodium_hex2bin(bytes, count, hex.data(), hex.size(), nullptr, &read, nullptr) == 0 && read == count;
}

template <std::size_t Count>
std::optional<std::array<unsigned char, Count>> bytes_of(std::string_view hex) {
    std::array<unsigned char, Count> bytes{};
    if (!read_hex(hex, bytes.data(), Count)) return std::nullopt;
    return bytes;
}

std::string to_sign(std::string_view body) { return std::string{signed_as} + std::string{body}; }

files::Json answers_to_json(const huddle::SharedAnswers& answers) {
    files::Json counts = files::Json::object();
    for (const huddle::SharedAnswer answer : huddle::all_shared_answers) {
        counts[huddle::to_text(answer)] = answers[static_cast<std::size_t>(answer)];
    }
    return counts;
}

files::Json lesson_to_json(const store::SharedRecord& shared, const std::vector<huddle::HeardBack>& heard_back) {
    huddle::SharedAnswers answers{};
    for (const huddle::HeardBack& heard : heard_back) {
        if (heard.lesson == shared.lesson.id) ++answers[static_cast<std::size_t>(heard.answer)];
    }
    return {{"id", huddle::to_hex(shared.lesson.id.value)},
            {"text", shared.lesson.text},
            {"if", shared.condition},
            {"then", shared.response},
            {"result", huddle::to_text(shared.result)},
            {"shared_on", huddle::to_text(*shared.lesson.shared_on)},
            {"answers", answers_to_json(answers)}};
}

// A field that is not valid. The reader sees one sentence without the field, because its content came from
// elsewhere.
struct Unfit : std::runtime_error {
    Unfit() : std::runtime_error("not a file of shared lessons") {}
};

const files::Json& field(const files::Json& object, std::string_view name) {
    const files::Json* found = object.find(name);
    if (!found) throw Unfit{};
    return *found;
}

std::string text_field(const files::Json& object, std::string_view name) {
    const std::string* text = field(object, name).text();
    if (!text) throw Unfit{};
    return *text;
}

// Checks people's text by the one rule for it, because the kiosk will draw it.
std::string written_field(const files::Json& object, std::string_view name, bool may_be_empty) {
    const std::string text = text_field(object, name);
    if (text.empty() && may_be_empty) return text;
    auto cleaned = text::clean_note_text(text);
    if (!cleaned) throw Unfit{};
    return cleaned->str();
}

template <class Word>
Word word_field(const files::Json& object, std::string_view name, std::optional<Word> (*from_text)(std::string_view)) {
    const auto word = from_text(text_field(object, name));
    if (!word) throw Unfit{};
    return *word;
}

template <class IdType>
IdType id_field(const files::Json& object, std::string_view name) {
    const auto value = huddle::from_hex(text_field(object, name));
    if (!value || *value == 0 || *value > INT64_MAX) throw Unfit{};
    return IdType{*value};
}

std::string key_field(const files::Json& object, std::string_view name) {
    std::string key = text_field(object, name);
    if (!bytes_of<crypto_sign_PUBLICKEYBYTES>(key)) throw Unfit{};
    return key;
}

const files::Json::Array& list_field(const files::Json& object, std::string_view name, std::size_t at_most) {
    const files::Json::Array* list = field(object, name).items();
    if (!list || list->size() > at_most) throw Unfit{};
    return *list;
}

huddle::SharedLesson lesson_from_json(const files::Json& object, const LessonsFile& file) {
    huddle::SharedLesson lesson;
    lesson.kiosk = file.kiosk;
    lesson.lesson = id_field<huddle::LessonId>(object, "id");
    lesson.team = file.team;
    lesson.text = written_field(object, "text", false);
    lesson.condition = written_field(object, "if", true);
    lesson.response = written_field(object, "then", false);
    lesson.result = word_field(object, "result", huddle::help_from_text);
    if (lesson.result == huddle::Help::too_early) throw Unfit{};
    lesson.shared_on = word_field(object, "shared_on", huddle::day_from_text);
    const files::Json& answers = field(object, "answers");
    for (const huddle::SharedAnswer answer : huddle::all_shared_answers) {
        const auto count = field(answers, huddle::to_text(answer)).integer();
        if (!count || *count < 0 || *count > count_at_most) throw Unfit{};
        lesson.answers[static_cast<std::size_t>(answer)] = *count;
    }
    return lesson;
}

// The newest ones, and only those that a reader accepts: one invalid lesson must not cost the others.
files::Json lessons_to_json(const store::SharingRecord& record) {
    files::Json lessons = files::Json::array();
    const std::size_t from = record.shared.size() - std::min(record.shared.size(), lessons_at_most);
    for (std::size_t i = from; i < record.shared.size(); ++i) {
        files::Json lesson = lesson_to_json(record.shared[i], record.heard_back);
        try {
            lesson_from_json(lesson, LessonsFile{});
            lessons.push_back(std::move(lesson));
        } catch (const Unfit&) {
        }
    }
    return lessons;
}

files::Json answers_to_json(const store::SharingRecord& record) {
    files::Json answers = files::Json::array();
    for (const huddle::SharedLesson& lesson : record.received) {
        if (!lesson.answer || answers.items()->size() >= answers_at_most) continue;
        answers.push_back({{"kiosk", lesson.kiosk},
                           {"lesson", huddle::to_hex(lesson.lesson.value)},
                           {"answer", huddle::to_text(*lesson.answer)}});
    }
    return answers;
}

LessonsFile file_from_json(const files::Json& object) {
    LessonsFile file;
    const files::Json& kiosk = field(object, "kiosk");
    file.kiosk = key_field(kiosk, "key");
    file.team = written_field(kiosk, "team", true);
    if (file.team.size() > team_bytes_at_most) throw Unfit{};
    std::replace(file.team.begin(), file.team.end(), '\n',
                 ' ');  // a name is one line, also in a terminal
    file.made = word_field(object, "made", huddle::day_from_text);
    for (const files::Json& lesson : list_field(object, "lessons", lessons_at_most)) {
        file.lessons.push_back(lesson_from_json(lesson, file));
    }
    for (const files::Json& answer : list_field(object, "answers", answers_at_most)) {
        file.answers.push_back({key_field(answer, "kiosk"), id_field<huddle::LessonId>(answer, "lesson"),
                                word_field(answer, "answer", huddle::shared_answer_from_text)});
    }
    return file;
}

// The signature at the end and the text it covers. None when the text does not end as our files do.
struct Signed {
    std::string_view body;
    Signature signature;
};
std::optional<Signed> split(std::string_view text) {
    constexpr std::size_t tail = before_signature.size() + 2 * crypto_sign_BYTES + after_signature.size();
    if (text.size() < tail || !text.ends_with(after_signature)) return std::nullopt;
    const std::string_view body = text.substr(0, text.size() - tail);
    const std::string_view end = text.substr(body.size());
    if (!end.starts_with(before_signature)) return std::nullopt;
    const auto signature = bytes_of<crypto_sign_BYTES>(end.substr(before_signature.size(), 2 * crypto_sign_BYTES));
    if (!signature) return std::nullopt;
    return Signed{body, *signature};
}

bool is_signed_by(std::string_view text, const std::string& key) {
    const auto parts = split(text);
    const auto public_key = bytes_of<crypto_sign_PUBLICKEYBYTES>(key);
    if (!parts || !public_key) return false;
    const std::string message = to_sign(parts->body);
    return crypto_sign_verify_detached(parts->signature.data(), reinterpret_cast<const unsigned char*>(message.data()),
                                       message.size(), public_key->data()) == 0;
}

struct Keys {
    PublicKey open{};
    secrets::SecretMemory secret{crypto_sign_SECRETKEYBYTES};
};
std::optional<Keys> keys_of(const std::string& seed) {
    secrets::SecretMemory bytes(crypto_sign_SEEDBYTES);
    Keys keys;
    if (!read_hex(seed, bytes.data(), bytes.size()) ||
        crypto_sign_seed_keypair(keys.open.data(), keys.secret.data(), bytes.data()) != 0) {
        return std::nullopt;
    }
    return keys;
}

}  // namespace

std::string key_of_seed(const std::string& seed) {
    const auto keys = keys_of(seed);
    return keys ? hex_of(keys->open) : std::string{};
}

huddle::Result<std::string> write_lessons_file(const store::SharingRecord& record, const std::string& team,
                                               huddle::Day made) {
    const auto keys = keys_of(record.seed);
    if (!keys) {
        return huddle::Problem{huddle::ProblemKind::conflict,
                               "This kiosk has no key to sign with yet; please start it once."};
    }
    files::Json object{{"schema", schema},
                       {"version", version},
                       {"kiosk", {{"key", hex_of(keys->open)}, {"team", team}}},
                       {"made", huddle::to_text(made)},
                       {"lessons", lessons_to_json(record)},
                       {"answers", answers_to_json(record)}};
    std::string body = object.dump(2);
    body.resize(body.size() - std::string_view{"\n}"}.size());  // the signature comes before the last bracket
    Signature signature{};
    const std::string message = to_sign(body);
    crypto_sign_detached(signature.data(), nullptr, reinterpret_cast<const unsigned char*>(message.data()),
                         message.size(), keys->secret.data());
    return body + std::string{before_signature} + hex_of(signature) + std::string{after_signature};
}

huddle::Result<LessonsFile> read_lessons_file(std::string_view text, const std::string& name) {
    const huddle::Problem unfit{huddle::ProblemKind::invalid, fmt::format("{} is not a file of shared lessons.", name)};
    if (sodium_init() < 0) return unfit;
    if (text.size() > lessons_file_bytes_at_most) {
        return huddle::Problem{huddle::ProblemKind::invalid,
                               fmt::format("{} is too large for a file of shared lessons.", name)};
    }
    const auto object = files::Json::parse(text);
    if (!object) return unfit;
    const files::Json* word = object->find("schema");
    if (!word || !word->text() || *word->text() != schema) return unfit;
    const files::Json* number = object->find("version");
    if (!number || number->integer().value_or(0) < 1) return unfit;
    if (*number->integer() > version) {
        return huddle::Problem{
            huddle::ProblemKind::invalid,
            fmt::format("{} was written by a newer version of Hearthside; please install that version.", name)};
    }
    try {
        if (!is_signed_by(text, key_field(field(*object, "kiosk"), "key"))) {
            return huddle::Problem{huddle::ProblemKind::invalid,
                                   fmt::format("{} was changed after it was signed, so nothing of it is taken.", name)};
        }
        return file_from_json(*object);
    } catch (const std::exception&) {
        return unfit;
    }
}

huddle::ReceiveLessons received_from(const LessonsFile& file, const std::string& own_kiosk) {
    huddle::ReceiveLessons asked{.lessons = file.lessons, .heard_back = {}, .own_kiosk = own_kiosk};
    for (const GivenAnswer& answer : file.answers) {
        if (answer.kiosk == own_kiosk) asked.heard_back.push_back({answer.lesson, file.kiosk, answer.answer});
    }
    return asked;
}

}  // namespace hearthside::sharing
