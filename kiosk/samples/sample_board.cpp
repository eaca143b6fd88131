// SPDX-License-Identifier: Apache-2.0
#include "kiosk/samples/sample_board.h"

#include <algorithm>

#include "core/text/note_text.h"
#include "kiosk/samples/sample_settings.h"

namespace hearthside::samples {

namespace {

using std::chrono::seconds;

constexpr huddle::Day sample_day{std::chrono::year{2026} / 10 / 13};

huddle::Instant sample_morning() {
    return huddle::Instant{sample_day} + std::chrono::hours(6) + std::chrono::minutes(12);
}

huddle::Round round_of(huddle::RoundKind kind, const char* id, const char* title, const char* icon, const char* colour,
                       int time, int least, int release, std::vector<std::string> prompts) {
    return {.id = id,
            .kind = kind,
            .title = title,
            .icon = icon,
            .colour = colour,
            .planned = seconds(time),
            .minimum = seconds(least),
            .silent_share = 0,
            .release_at_least = release,
            .prompts = std::move(prompts)};
}

huddle::Layout sample_layout() {
    return {
        .id = "learning-huddle",
        .name = "Learning huddle",
        .for_whom = "Any team, at any change of shift",
        .rounds = {
            round_of(huddle::RoundKind::since_last_time, "since-last-time", "Since last time", "loop", "primary", 60,
                     20, 1, {text::translatable("What did we try, and how did it go?")}),
            round_of(huddle::RoundKind::quiet, "quiet", "Quiet", "pencil", "primary", 90, 45, 1,
                     {text::translatable("Everyone writes, for any round, in any language."),
                      text::translatable("One line is plenty."), text::translatable("We never keep who wrote it.")}),
            round_of(huddle::RoundKind::wins, "wins", "Wins", "star", "wins", 90, 40, 1, {"What helped us today?"}),
            round_of(huddle::RoundKind::mistakes, "mistakes", "Mistakes", "bowl", "mistakes", 150, 60, 3,
                     {text::translatable("What was hard or surprised us, and what made it likely to happen?")}),
            round_of(huddle::RoundKind::lessons, "lessons", "Lessons", "book", "lessons", 150, 60, 2,
                     {"What would we tell the next shift?"}),
            round_of(huddle::RoundKind::hope, "hope", "Hope", "sunrise", "hope", 90, 90, 1,
                     {"What feels possible now?"}),
            round_of(huddle::RoundKind::close, "close", "Close", "heart", "hope", 90, 90, 1,
                     {text::translatable("What do we take with us?"), "Who else should hear what we learnt?",
                      "Thank you for being here."}),
        }};
}

struct Words {
    huddle::RoundCategory category;
    const char* text;
    huddle::NoteState state = huddle::NoteState::on_the_wall;
};

constexpr Words notes_of_the_morning[] = {
    {huddle::RoundCategory::wins, "The night team left every bay stocked. It changed my morning."},
    {huddle::RoundCategory::wins, "Two phone calls answered on the first ring."},
    {huddle::RoundCategory::mistakes, "I hurried the handover because my bus was leaving. Sorry, all 🙏",
     huddle::NoteState::talked_about},
    {huddle::RoundCategory::mistakes, "Each of us thought the other one had done the six o’clock round."},
    {huddle::RoundCategory::mistakes, "Did not ask for help early enough. It felt silly to ask."},
    {huddle::RoundCategory::mistakes, "No small gloves again, and I did not know who orders them."},
    {huddle::RoundCategory::mistakes, "The fridge log was missed on Saturday night."},
    {huddle::RoundCategory::mistakes, "Źle odczytałam skrót na karcie. Może piszmy pełne słowa?"},
    {huddle::RoundCategory::mistakes, "The pump alarm was silenced twice before anyone looked at the line."},
    {huddle::RoundCategory::mistakes, "Gave the leaflet in English. The family reads Bengali."},
    {huddle::RoundCategory::mistakes, "Wrong drawer. The two boxes look the same 😔"},
    {huddle::RoundCategory::mistakes, "فون پر ہدایت لی مگر دہرا کر تصدیق نہیں کی۔"},
    {huddle::RoundCategory::mistakes, "Forgot the falls plan. The new board hides it 🤷"},
    {huddle::RoundCategory::mistakes, "The bed was moved before the cleaner had finished."},
    {huddle::RoundCategory::lessons, "Saying the allergy first takes four seconds.", huddle::NoteState::talked_about},
    {huddle::RoundCategory::lessons, "Slow is smooth. I look at the line before the alarm now."},
    {huddle::RoundCategory::lessons, "Full words on the chart, not short forms 📝"},
    {huddle::RoundCategory::lessons, "“Give me a minute” is a good answer here."},
    {huddle::RoundCategory::lessons, "When two people own it, nobody does. Name one role."},
    {huddle::RoundCategory::lessons, "Pytać wcześniej. Nikt się nie śmiał."},
    {huddle::RoundCategory::lessons, "مدد مانگنا کمزوری نہیں ہے۔"},
    {huddle::RoundCategory::lessons, "A calm handover beats a fast one."},
    {huddle::RoundCategory::lessons, "Leaflets come in twelve languages."},
    {huddle::RoundCategory::hope, "Our new starters ask good questions 💛"},
    {huddle::RoundCategory::hope, "A patient’s son said we feel like family."},
    {huddle::RoundCategory::hope, "کل کا دن بہتر ہوگا۔"},
    {huddle::RoundCategory::hope, "Jutro też damy radę. Razem."},
    {huddle::RoundCategory::hope, "Warm light in the corridor at seven 🌅"},
    {huddle::RoundCategory::hope, "I can say “I don’t know” in this room."},
};

huddle::ActionCard action_card(std::uint64_t number, const char* condition, const char* response, const char* role,
                               int days) {
    huddle::ActionCard it;
    it.action.id = huddle::ActionId{number};
    it.action.lesson = huddle::LessonId{number};
    it.action.huddle = huddle::HuddleId{7};
    it.action.kept = sample_morning() - std::chrono::days(7);
    it.action.condition = condition;
    it.action.response = response;
    it.action.role = role;
    it.action.due = sample_day + std::chrono::days(days);
    return it;
}

huddle::Board between_huddles() {
    huddle::Board board;
    board.room_key = "0f3a5c7e9b1d2f4a6c8e0a2b4d6f8091";
    board.waiting = {huddle::Band::a_few, huddle::Band::five_or_more, huddle::Band::a_few, huddle::Band::none_yet};
    board.due = {action_card(11, "bloods are due at two", "ask a porter to collect them", "Nurse in charge", 1),
                 action_card(12, "", "keep two boxes of small gloves in the sluice", "Ward clerk", 3),
                 action_card(13, "it is Friday", "ring the pharmacy line before four", "Everyone on days", 4)};
    board.due[0].action.state = huddle::ActionState::done;
    board.due[0].action.help = huddle::Help::helped;
    board.due[0].action.reviewed_in = huddle::HuddleId{8};
    board.due[0].may_share = true;
    board.due[1].action.reviewed_in = huddle::HuddleId{8};
    huddle::Question answered;
    answered.id = huddle::QuestionId{21};
    answered.huddle = huddle::HuddleId{6};
    answered.text = "Why does the fridge alarm sound when nobody has opened the door?";
    answered.state = huddle::QuestionState::answered;
    answered.answer = "The sensor sat by the fan. It has been moved.";
    answered.steps = {{huddle::HuddleId{7},
                       true,
                       sample_day - std::chrono::days(2),
                       huddle::QuestionState::answered,
                       answered.answer,
                       {},
                       sample_day}};
    board.answered = {answered};
    huddle::Question question;
    question.id = huddle::QuestionId{22};
    question.huddle = huddle::HuddleId{7};
    question.text = "Who keeps the key of the garden room?";
    question.review_on = sample_day + std::chrono::days(10);
    board.open_questions = {question};
    board.shared_news = huddle::SharedLesson{.id = huddle::SharedLessonId{61},
                                             .kiosk = {},
                                             .team = "Maple Ward",
                                             .text = "We say the allergy out loud before the name of the medicine.",
                                             .condition = {},
                                             .response = "say the allergy first"};
    board.latest_shared = huddle::SharedCard{.team = "Maple Ward", .text = board.shared_news->text};
    for (const int ago : {60, 11, 8, 4, 1}) board.loops_closed.push_back(sample_day - std::chrono::days(ago));
    board.next_lead = "Ward clerk";
    board.loop =
        huddle::LoopCard{"There is nowhere quiet to ring families.", "", "keep the garden room free from 7 to 8.",
                         huddle::ActionState::done, huddle::Help::helped};
    board.hope = "We’ll laugh on shift again soon.";
    return board;
}

ui::Environment environment(std::vector<huddle::Layout> layouts) {
    ui::Environment environment;
    environment.team = "Willow Ward";
    for (const char* role : {"Nurse in charge", "Everyone on shift", "Ward clerk"})
        environment.roles.push_back(*text::clean_note_text(role));
    environment.keyboards = text::keyboard_ids();
    environment.layouts = std::move(layouts);
    if (environment.layouts.empty()) environment.layouts = {sample_layout()};
    for (const huddle::Layout& layout : environment.layouts)
        environment.known_layouts.push_back({layout.id, layout.name});
    environment.layout_id = "learning-huddle";
    environment.languages = text::known_languages();
    environment.url =
        "http://192.168.20.14:8080/n/0f3a5c7e9b1d2f4a6c8e0a2b4d6f8091#MCowBQYDK2VuAyEAhSDwCYkwp1R0i33ctD73Wg2";
    environment.address = "192.168.20.14:8080/n/0f3a5c7e9b1d2f4a6c8e0a2b4d6f8091";
    environment.today = sample_day;
    environment.hour = 7;
    environment.minute = 12;
    environment.next_time = "07:30";
    environment.next_day = sample_day;
    environment.minutes_to_next = 18;
    environment.support =
        "Talk to somebody you trust, today: the nurse in charge, or a friend on shift.\n"
        "Staff support line, day and night: extension 4400\n"
        "The garden room is free until eight.";
    return environment;
}

// The morning's huddle, in its round of this kind, with this much time left.
void start(Sample& sample, huddle::RoundKind kind, seconds left, bool running = true) {
    huddle::HuddleBoard huddle;
    const huddle::Layout layout = sample_layout();
    huddle.id = huddle::HuddleId{8};
    huddle.layout_id = layout.id;
    huddle.layout_name = layout.name;
    huddle.day = sample_day;
    huddle.started = sample_morning();
    huddle.clock.running = running;
    huddle.clock.mark = huddle.clock.last_touched = sample.now;
    std::uint64_t number = 100;
    for (const Words& it : notes_of_the_morning)
        huddle.notes.push_back({huddle::NoteId{number++}, it.category, it.text, it.state, {}});
    for (std::size_t i = 0; i < layout.rounds.size(); ++i) {
        const huddle::Round& round = layout.rounds[i];
        huddle::RoundTime time{round.planned, huddle::Milliseconds{0}};
        if (round.kind == kind) {
            huddle.clock.current = i;
            time.spent = round.planned - left;
        }
        huddle.clock.rounds.push_back(time);
        huddle.rounds.push_back({.round = round,
                                 .allotted = time.allotted,
                                 .spent = time.spent,
                                 .released = false,
                                 .holding = false,
                                 .notes = 0});
    }
    const std::size_t current = huddle.clock.current;
    for (std::size_t i = 0; i <= current; ++i) {
        const auto theme = huddle::category_of(layout.rounds[i].kind);
        if (!theme) continue;
        huddle.rounds[i].released = true;
        huddle.rounds[i].notes =
            static_cast<std::size_t>(std::count_if(huddle.notes.begin(), huddle.notes.end(),
                                                   [&](const huddle::Note& note) { return note.category == *theme; }));
    }
    // Notes of later rounds are sealed, so the Board does not hold them.
    std::erase_if(huddle.notes, [&](const huddle::Note& note) {
        return std::none_of(
            huddle.rounds.begin(), huddle.rounds.begin() + static_cast<std::ptrdiff_t>(current) + 1,
            [&](const huddle::RoundBoard& round) { return huddle::category_of(round.round.kind) == note.category; });
    });
    huddle.minute = huddle::minute_offer(layout, huddle.clock);
    if (kind == huddle::RoundKind::close) {
        huddle.lessons = {{huddle::LessonId{31},
                           huddle.id,
                           sample.now,
                           "Handover suffers when someone is watching the clock to get home.",
                           {huddle::NoteId{102}},
                           {},
                           {},
                           {},
                           {}}};
        huddle::Action action;
        action.id = huddle::ActionId{41};
        action.lesson = huddle::LessonId{31};
        action.huddle = huddle.id;
        action.condition = "the last half hour is busy";
        action.response = "start handover at ten past";
        action.role = "Nurse in charge";
        action.due = sample_day + std::chrono::days(6);
        huddle.actions = {action};
        huddle::Question question;
        question.id = huddle::QuestionId{51};
        question.huddle = huddle.id;
        question.kept = sample.now;
        question.text = "Who orders the small gloves?";
        question.review_on = sample_day + std::chrono::days(28);
        huddle.questions = {question};
    }
    sample.board.huddle = std::move(huddle);
    sample.board.waiting = {};
}

void seal_again(Sample& sample) {
    huddle::HuddleBoard& huddle = *sample.board.huddle;
    huddle::RoundBoard& round = huddle.rounds[huddle.clock.current];
    const auto theme = huddle::category_of(round.round.kind);
    round.released = false;
    round.notes = 0;
    std::erase_if(huddle.notes, [&](const huddle::Note& note) { return note.category == theme; });
    sample.board.waiting[huddle::index_of(*theme)] = huddle::Band::five_or_more;
}

void open_settings(Sample& sample, std::string_view name) {
    using Section = screens::settings::SettingsView::Section;
    using Over = screens::settings::SettingsView::Over;
    screens::settings::SettingsView& view = sample.views.settings;
    view.open = view.unlocked = true;
    view.last_touched = sample.now;
    view.wanted = view.sent = sample_settings().saved();
    view.wifi = view.wanted.wifi;
    sample.environment.wifi_code = configuration::wifi_code(view.wifi);
    const bool first = name.starts_with("first-start");
    sample.views.overlay.open(first ? screens::frame::Overlay::Kind::first_start
                                    : screens::frame::Overlay::Kind::settings);
    if (name == "first-start-ready") view.step = screens::settings::first_start_steps - 1;
    if (name == "settings-team" || name == "settings-text" || name == "settings-zone") view.section = Section::team;
    if (name == "settings-huddles" || name == "settings-time") view.section = Section::huddles;
    if (name == "settings-screen" || name == "settings-card") view.section = Section::screen;
    if (name == "settings-sound") view.section = Section::sound;
    if (name == "settings-phones") view.section = Section::phones;
    if (name == "settings-passcode") view.section = Section::passcode;
    if (name == "settings-keeping") view.section = Section::keeping;
    if (name == "settings-status") view.section = Section::status;
    if (name == "settings-locked") {
        view.unlocked = false;
        view.passcode.secret = "12345";  // five dots
    }
    if (name == "settings-text") {
        view.over = Over::text;
        ui::set_text(view.field, view.wanted.team);
    }
    if (name == "settings-zone") view.over = Over::time_zone;
    if (name == "settings-time") view.over = Over::rule;
    if (name == "settings-card") view.over = Over::card;
}

void open_review(Sample& sample, std::string_view name) {
    using Tab = screens::review::ReviewView::Tab;
    screens::review::ReviewView& view = sample.views.review;
    view.open = true;
    view.unlocked = name != "review-locked";
    view.last_touched = sample.now;
    sample.views.overlay.open(screens::frame::Overlay::Kind::review);
    if (name == "review-locked") view.passcode.secret = "12345";  // five dots
    if (name == "review-record") {
        view.record.huddle = huddle::HuddleId{900};
        view.reading = true;
    }
    if (name == "review-search" || name == "review-found") {
        view.tab = Tab::search;
        view.typing = name == "review-search";
        ui::set_text(view.field, "handover");
    }
    if (name == "review-actions") view.tab = Tab::actions;
    if (name == "review-set-aside") {
        view.tab = Tab::set_aside;
        sample.board.set_aside = {
            {huddle::NoteId{70}, huddle::RoundCategory::mistakes, "Somebody forgot the door again.",
             huddle::NoteState::set_aside, sample_day - std::chrono::days{1}},
            {huddle::NoteId{71}, huddle::RoundCategory::lessons, "We said it twice, so it stands twice.",
             huddle::NoteState::set_aside, sample_day - std::chrono::days{19}}};
    }
}

}  // namespace

const std::vector<std::string_view>& sample_names() {
    static const std::vector<std::string_view> names{"home",
                                                     "home-with-wifi",
                                                     "home-exported",
                                                     "since-last-time",
                                                     "quiet",
                                                     "round-wall",
                                                     "front-card",
                                                     "write-here",
                                                     "nudge",
                                                     "capture",
                                                     "close",
                                                     "paused",
                                                     "over-time",
                                                     "sealed-wall",
                                                     "wipe-down",
                                                     "idle",
                                                     "care",
                                                     "ending",
                                                     "display",
                                                     "settings",
                                                     "settings-team",
                                                     "settings-huddles",
                                                     "settings-screen",
                                                     "settings-sound",
                                                     "settings-phones",
                                                     "settings-passcode",
                                                     "settings-keeping",
                                                     "settings-status",
                                                     "settings-locked",
                                                     "settings-text",
                                                     "settings-zone",
                                                     "settings-time",
                                                     "settings-card",
                                                     "first-start",
                                                     "first-start-ready",
                                                     "review",
                                                     "review-record",
                                                     "review-search",
                                                     "review-found",
                                                     "review-actions",
                                                     "review-set-aside",
                                                     "review-locked"};
    return names;
}

std::optional<Sample> sample_of(std::string_view name, std::vector<huddle::Layout> layouts) {
    Sample sample;
    sample.board = between_huddles();
    sample.environment = environment(std::move(layouts));
    sample.now = sample_morning() + std::chrono::minutes(6);
    const huddle::NoteId first_mistake{102};
    if (name.starts_with("settings") || name.starts_with("first-start")) {
        open_settings(sample, name);
        return sample;
    }
    if (name.starts_with("review")) {
        open_review(sample, name);
        return sample;
    }
    if (name == "home") return sample;
    if (name == "home-exported") {
        const std::chrono::year_month_day today{sample_day};
        const auto before = today.year() / today.month() - std::chrono::months{1};
        sample.environment.exported = {{huddle::Day{before / 1}, huddle::Day{before / std::chrono::last}}};
        return sample;
    }
    if (name == "home-with-wifi") {
        sample.environment.wifi_name = sample_settings().saved().wifi.name;
        sample.environment.wifi_code = configuration::wifi_code(sample_settings().saved().wifi);
        return sample;
    }
    if (name == "wipe-down") {
        sample.views.overlay.open(screens::frame::Overlay::Kind::wipe_down);
        sample.views.wipe_down.whole = std::chrono::minutes(sample.environment.wipe_down_minutes);
        sample.views.wipe_down.until = sample.now + seconds(81);
        return sample;
    }
    if (name == "idle") {
        sample.views.idle.state = screens::at_rest::IdleView::State::asleep;
        return sample;
    }
    if (name == "ending") {
        sample.environment.next_day = sample_day + std::chrono::days(1);
        huddle::Action action;
        action.response = "Start handover at ten past, so nobody has to run.";
        sample.views.overlay.farewell =
            screens::frame::Farewell{"Handover suffers when we are watching the clock.", std::move(action)};
        sample.views.overlay.open(screens::frame::Overlay::Kind::ending);
        sample.views.ending.from = sample.now - std::chrono::milliseconds(3'800);
        return sample;
    }
    if (name == "display") {
        start(sample, huddle::RoundKind::lessons, seconds(55), false);
        sample.views.overlay.open(screens::frame::Overlay::Kind::display);
    } else if (name == "care") {
        start(sample, huddle::RoundKind::lessons, seconds(55), false);
        sample.views.overlay.open(screens::frame::Overlay::Kind::care);
    } else if (name == "since-last-time") {
        start(sample, huddle::RoundKind::since_last_time, seconds(37));
    } else if (name == "quiet") {
        start(sample, huddle::RoundKind::quiet, seconds(43));
        sample.board.waiting = {huddle::Band::a_few, huddle::Band::five_or_more, huddle::Band::none_yet,
                                huddle::Band::none_yet};
    } else if (name == "round-wall") {
        start(sample, huddle::RoundKind::mistakes, seconds(114));
    } else if (name == "sealed-wall") {
        start(sample, huddle::RoundKind::mistakes, seconds(141));
        seal_again(sample);
    } else if (name == "front-card") {
        start(sample, huddle::RoundKind::mistakes, seconds(77));
        sample.views.overlay.open(screens::frame::Overlay::Kind::front_card, first_mistake);
    } else if (name == "capture") {
        start(sample, huddle::RoundKind::mistakes, seconds(39));
        sample.views.overlay.open(screens::frame::Overlay::Kind::capture, first_mistake);
    } else if (name == "write-here") {
        sample.views.overlay.open(screens::frame::Overlay::Kind::write_here);
        sample.views.write_here.open = true;
        sample.views.write_here.category = huddle::RoundCategory::mistakes;
        sample.views.write_here.last_touched = sample.now;
        ui::set_text(sample.views.write_here.field,
                     "The lady in bed 14 waited two hours for pain relief. I kept meaning to go back, and then the "
                     "phone rang again.");
    } else if (name == "nudge") {
        sample.views.overlay.open(screens::frame::Overlay::Kind::write_here);
        auto& view = sample.views.write_here;
        view.open = true;
        view.category = huddle::RoundCategory::mistakes;
        view.last_touched = sample.now;
        ui::set_text(view.field, "The lady in bed 14 waited two hours for pain relief. The night team never answers");
        screens::frame::open_nudge(view.nudge, {{&view.field}});
    } else if (name == "close") {
        start(sample, huddle::RoundKind::close, seconds(48));
        sample.board.pulse_asked = true;
    } else if (name == "paused") {
        start(sample, huddle::RoundKind::lessons, seconds(55), false);
    } else if (name == "over-time") {
        start(sample, huddle::RoundKind::lessons, seconds(-24));
    } else {
        return std::nullopt;
    }
    return sample;
}

}  // namespace hearthside::samples
