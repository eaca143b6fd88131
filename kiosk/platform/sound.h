// SPDX-License-Identifier: Apache-2.0
// Plays a soft chime through SDL's audio. A thread of its own opens the device for each chime and closes it
// afterwards, so a silent kiosk (the default) pays nothing and the frame loop never waits for the audio
// device. The caller decides whether a chime may sound.
#pragma once

#include <atomic>
#include <condition_variable>
#include <span>
#include <vector>

#include "core/threads/mutex.h"
#include "core/threads/worker.h"

namespace hearthside::platform {

// A struck bowl: a few partials that decay within `chime_seconds`, mono, from -1 to 1. It begins and ends in
// silence, and its highest value is `peak`.
inline constexpr double chime_seconds = 1.2;
std::vector<float> chime_samples(int samples_per_second, float peak);

class Sound {
public:
    Sound() = default;
    ~Sound();  // cuts off a chime that still sounds; returns within a moment
    Sound(const Sound&) = delete;
    Sound& operator=(const Sound&) = delete;

    // Called from one thread only; returns at once. A chime is dropped while another one sounds. Without an
    // audio device nothing sounds, and standard error gets one line for the whole run.
    void chime(float peak);
    // Whether a chime is waiting or sounding.
    bool sounding() const { return sounding_; }

private:
    void play(float peak);

    std::atomic<bool> sounding_{false};
    bool failure_reported_ = false;  // used by the player's thread only
    threads::Mutex mutex_;
    std::condition_variable wake_;
    bool ending_ GUARDED_BY(mutex_) = false;
    threads::Worker player_{1, threads::Worker::AtEnd::drop};  // last member: it uses all the others
};

}  // namespace hearthside::platform
