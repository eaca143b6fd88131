// A soft chime through SDL's audio. The device is opened for one chime and closed after it, on a
// thread of its own: a kiosk that is silent by default pays nothing, and the frame loop never waits
// for a loudspeaker. Knows no huddle and no configuration: who calls decides whether it may sound.
#pragma once

#include <atomic>
#include <condition_variable>
#include <span>
#include <vector>

#include "core/threads/mutex.h"
#include "core/threads/worker.h"

namespace hearthside {

// A struck bowl: a few partials that die away within `chime_seconds`, mono, from -1 to 1. It begins and
// ends in silence, and its peak is `peak`.
inline constexpr double chime_seconds = 1.2;
std::vector<float> chime_samples(int samples_per_second, float peak);

class Sound {
public:
    Sound() = default;
    ~Sound();  // a chime that still sounds is cut off; returns within a moment
    Sound(const Sound&) = delete;
    Sound& operator=(const Sound&) = delete;

    // One thread only. Returns at once. While a chime sounds, another one is dropped. Where there is no
    // device it stays silent, with one line on standard error for the whole run.
    void chime(float peak);
    // Whether a chime is on its way or sounds.
    bool sounding() const { return sounding_; }

private:
    void play(float peak);

    std::atomic<bool> sounding_{false};
    bool told_ = false;  // the player's own
    Mutex mutex_;
    std::condition_variable wake_;
    bool ending_ GUARDED_BY(mutex_) = false;
    Worker player_{1, Worker::AtEnd::drop};  // last: it uses all above
};

}  // namespace hearthside
