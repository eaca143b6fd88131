// SPDX-License-Identifier: Apache-2.0
// A chime that really leaves the program: SDL's disk driver writes what a loudspeaker would play.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "kiosk/platform/sound.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::platform {
namespace {

using support::TemporaryFolder;

float loudest(std::span<const float> samples) {
    float most = 0;
    for (const float sample : samples) most = std::max(most, std::abs(sample));
    return most;
}

std::vector<float> played(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(stream)), {});
    std::vector<float> samples(bytes.size() / sizeof(float));
    std::copy_n(bytes.data(), samples.size() * sizeof(float), reinterpret_cast<char*>(samples.data()));
    return samples;
}

void wait_for_silence(const Sound& sound) {
    for (int tenth = 0; sound.sounding() && tenth < 100; ++tenth)
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    ASSERT_FALSE(sound.sounding());
}

class Loudspeaker {
public:
    explicit Loudspeaker(const char* driver) {
        setenv("SDL_AUDIODRIVER", driver, 1);
        setenv("SDL_DISKAUDIOFILE", file().c_str(), 1);
    }
    ~Loudspeaker() {
        unsetenv("SDL_AUDIODRIVER");
        unsetenv("SDL_DISKAUDIOFILE");
    }
    std::string file() const { return (folder_.path() / "played.raw").string(); }

private:
    TemporaryFolder folder_;
};

TEST(Chime, BeginsAndEndsInSilenceAndNeverClicks) {
    const std::vector<float> samples = chime_samples(48'000, 0.3f);
    ASSERT_EQ(samples.size(), 57'600u);
    EXPECT_NEAR(loudest(samples), 0.3f, 1e-4f);
    EXPECT_LT(std::abs(samples.front()), 1e-4f);
    EXPECT_LT(std::abs(samples.back()), 1e-4f);
    // The highest partial alone moves this far from one sample to the next. An edge would move farther.
    for (std::size_t index = 1; index < samples.size(); ++index)
        ASSERT_LT(std::abs(samples[index] - samples[index - 1]), 0.06f) << index;
    // It dies away: each third is much softer than the one before.
    const std::span<const float> all(samples);
    EXPECT_LT(loudest(all.subspan(19'200, 19'200)), 0.6f * loudest(all.first(19'200)));
    EXPECT_LT(loudest(all.last(19'200)), 0.3f * loudest(all.subspan(19'200, 19'200)));
}

TEST(Sound, PlaysOneChimeAndClosesTheDevice) {
    const Loudspeaker loudspeaker("disk");
    Sound sound;
    sound.chime(0.3f);
    EXPECT_TRUE(sound.sounding());
    sound.chime(0.9f);  // one at a time: this one is dropped
    wait_for_silence(sound);
    const std::vector<float> samples = played(loudspeaker.file());
    EXPECT_NEAR(loudest(samples), 0.3f, 0.001f);
    const auto is_heard = [](float sample) { return std::abs(sample) > 1e-4f; };
    const auto first = std::ranges::find_if(samples, is_heard);
    const auto last = std::find_if(samples.rbegin(), samples.rend(), is_heard).base();
    const double seconds = static_cast<double>(last - first) / 48'000;
    EXPECT_GT(seconds, 0.9);
    EXPECT_LE(seconds, chime_seconds);
    const auto size = std::filesystem::file_size(loudspeaker.file());
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    EXPECT_EQ(std::filesystem::file_size(loudspeaker.file()), size) << "the device is still open";
}

TEST(Sound, PlaysAgainAfterwards) {
    const Loudspeaker loudspeaker("disk");
    Sound sound;
    sound.chime(0.3f);
    wait_for_silence(sound);
    sound.chime(0.14f);  // the file begins anew
    wait_for_silence(sound);
    EXPECT_NEAR(loudest(played(loudspeaker.file())), 0.14f, 0.001f);
}

TEST(Sound, IsCutOffWhenTheKioskEnds) {
    const Loudspeaker loudspeaker("disk");
    setenv("SDL_DISKAUDIODELAY", "300", 1);  // ms for each piece, so that the whole chime would take nine seconds
    {
        Sound sound;
        sound.chime(0.3f);
        for (int tries = 0; played(loudspeaker.file()).empty() && tries < 500; ++tries)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    unsetenv("SDL_DISKAUDIODELAY");
    const std::size_t pieces = played(loudspeaker.file()).size() / 2048;
    EXPECT_GT(pieces, 0u) << "it never began";
    EXPECT_LT(pieces, 12u) << "it sounded on";
}

TEST(Sound, SaysOnceThatThereIsNoDevice) {
    const Loudspeaker loudspeaker("no-such-driver");
    Sound sound;
    testing::internal::CaptureStderr();
    sound.chime(0.3f);
    wait_for_silence(sound);
    sound.chime(0.3f);
    wait_for_silence(sound);
    const std::string said = testing::internal::GetCapturedStderr();
    EXPECT_TRUE(said.starts_with("hearthside: no chime: ")) << said;
    EXPECT_EQ(std::ranges::count(said, '\n'), 1) << said;
}

}  // namespace
}  // namespace hearthside::platform
