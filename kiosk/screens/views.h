// SPDX-License-Identifier: Apache-2.0
// The unsaved state of all screens. The frame loop makes it once and passes it to route.h in every frame. It
// is never saved. The Board has what is true and saved.
#pragma once

#include "kiosk/screens/at_rest/idle.h"
#include "kiosk/screens/at_rest/wipe_down.h"
#include "kiosk/screens/capture/capture.h"
#include "kiosk/screens/care/care.h"
#include "kiosk/screens/close/close.h"
#include "kiosk/screens/display/display.h"
#include "kiosk/screens/ending/ending.h"
#include "kiosk/screens/frame/at_once.h"
#include "kiosk/screens/frame/overlay.h"
#include "kiosk/screens/frame/screen_change.h"
#include "kiosk/screens/front_card/front_card.h"
#include "kiosk/screens/home/home.h"
#include "kiosk/screens/quiet/quiet.h"
#include "kiosk/screens/review/review.h"
#include "kiosk/screens/settings/settings.h"
#include "kiosk/screens/since_last_time/since_last_time.h"
#include "kiosk/screens/take_away/take_away.h"
#include "kiosk/screens/wall/round_wall.h"
#include "kiosk/screens/write_here/write_here.h"

namespace hearthside::screens {

struct Views {
    frame::DisplayChoices display;  // the frame loop makes the Appearance from it
    frame::Overlay overlay;
    home::HomeView home;
    since_last_time::SinceLastTimeView since_last_time;
    quiet::QuietView quiet;
    wall::RoundWallView round_wall;
    close::CloseView close;
    ending::EndingView ending;
    write_here::WriteHereView write_here;
    front_card::FrontCardView front_card;
    capture::CaptureView capture;
    at_rest::WipeDownView wipe_down;
    settings::SettingsView settings;
    take_away::TakeAwayView take_away;
    review::ReviewView review;
    at_rest::NightView night;
    at_rest::IdleView idle;
    frame::ScreenChange change;
    frame::AtOnce at_once;
    ui::DoubleTap double_tap;
};

}  // namespace hearthside::screens
