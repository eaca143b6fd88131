// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/sound.h"

#include <SDL.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <memory>
#include <numbers>
#include <utility>

namespace hearthside::platform {
namespace {

constexpr int samples_per_second = 48'000;

// The partials of a bowl: the frequency relative to the lowest, the loudness, and the time to decay to a
// third. The high ones decay first, so the stroke is heard and then the tone remains.
struct Partial {
    double times, loudness, seconds;
};
constexpr double lowest_hz = 440;
constexpr std::array<Partial, 4> partials{
    {{1.0, 1.0, 0.30}, {2.0, 0.42, 0.20}, {2.76, 0.20, 0.12}, {5.40, 0.07, 0.05}}};
constexpr double stroke_seconds = 0.012, fading_seconds = 0.25;

}  // namespace

std::vector<float> chime_samples(int per_second, float peak) {
    const auto count = static_cast<std::size_t>(chime_seconds * per_second);
    std::vector<double> tone(count);
    double loudest = 0;
    for (std::size_t index = 0; index < count; ++index) {
        const double at = static_cast<double>(index) / per_second;
        double value = 0;
        for (const Partial& partial : partials) {
            value += partial.loudness * std::exp(-at / partial.seconds) *
                     std::sin(2 * std::numbers::pi * lowest_hz * partial.times * at);
        }
        // Half a cosine up and another one down. A sharp edge would sound like a click.
        const double rising = std::min(at / stroke_seconds, 1.0);
        const double falling = std::clamp((chime_seconds - at) / fading_seconds, 0.0, 1.0);
        value *= (1 - std::cos(std::numbers::pi * rising)) / 2;
        value *= (1 - std::cos(std::numbers::pi * falling)) / 2;
        tone[index] = value;
        loudest = std::max(loudest, std::abs(value));
    }
    std::vector<float> samples(count);
    const double scale = loudest > 0 ? static_cast<double>(std::clamp(peak, 0.0f, 1.0f)) / loudest : 0;
    std::ranges::transform(tone, samples.begin(), [scale](double value) { return static_cast<float>(value * scale); });
    return samples;
}

Sound::~Sound() {
    {
        const threads::MutexLock lock(mutex_);
        ending_ = true;
    }
    wake_.notify_all();
}

void Sound::chime(float peak) {
    if (sounding_.exchange(true)) return;
    const auto played = [this](bool) {
        SDL_TLSCleanup();  // SDL keeps an error text for each thread, and does not notice that this one ends
        sounding_ = false;
    };
    if (!player_.ask({.run = [this, peak] { play(peak); }, .then = played})) sounding_ = false;
}

void Sound::play(float peak) {
    const auto silent = [this] {
        if (!std::exchange(failure_reported_, true)) std::fprintf(stderr, "hearthside: no chime: %s\n", SDL_GetError());
    };
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) return silent();
    const std::unique_ptr<void, void (*)(void*)> end_audio(this, [](void*) { SDL_QuitSubSystem(SDL_INIT_AUDIO); });
    SDL_AudioSpec wanted{};
    wanted.freq = samples_per_second;
    wanted.format = AUDIO_F32SYS;
    wanted.channels = 1;
    wanted.samples = 2048;
    const std::vector<float> samples = chime_samples(samples_per_second, peak);
    const SDL_AudioDeviceID device = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
    if (device == 0) return silent();
    SDL_QueueAudio(device, samples.data(), static_cast<Uint32>(samples.size() * sizeof samples[0]));
    SDL_PauseAudioDevice(device, 0);
    // A device that accepts no samples must not block this thread indefinitely.
    constexpr auto longest = std::chrono::seconds(5);
    const auto begin = std::chrono::steady_clock::now();
    {
        threads::MutexLock lock(mutex_);
        while (!ending_ && SDL_GetQueuedAudioSize(device) > 0 && std::chrono::steady_clock::now() - begin < longest)
            lock.wait_for(wake_, std::chrono::milliseconds(50));
        // Samples that left the queue are still in the device.
        lock.wait_for(wake_, std::chrono::milliseconds(100), [this]() REQUIRES(mutex_) { return ending_; });
    }
    SDL_CloseAudioDevice(device);
}

}  // namespace hearthside::platform
