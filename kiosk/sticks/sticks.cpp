// SPDX-License-Identifier: Apache-2.0
#include "kiosk/sticks/sticks.h"

#include <fcntl.h>
#include <unistd.h>

#include "core/text/language.h"
#include "kiosk/sticks/mounts.h"
#include "kiosk/sticks/udisks.h"

namespace hearthside::sticks {

namespace {

namespace fs = std::filesystem;

class MachineSticks final : public Sticks {
public:
    huddle::Result<std::vector<Stick>> look() override {
        by_udisks_ = true;
        if (auto found = udisks_->look()) return found;
        by_udisks_ = false;
        return mounts_->look();
    }
    huddle::Result<fs::path> open(const Stick& stick) override { return way().open(stick); }
    huddle::Result<Release> let_go(const Stick& stick, const fs::path& folder) override {
        return way().let_go(stick, folder);
    }
    void stop() override { udisks_->stop(); }

private:
    Sticks& way() { return by_udisks_ ? *udisks_ : *mounts_; }
    const std::unique_ptr<Sticks> udisks_ = sticks_of_udisks(), mounts_ = sticks_of_mounts();
    bool by_udisks_ = true;
};

}  // namespace

huddle::Result<void> write_out(const fs::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return stick_has_gone();
    const bool written = ::syncfs(descriptor) == 0;
    ::close(descriptor);
    if (written) return {};
    return huddle::Problem{
        huddle::ProblemKind::not_saved,
        text::translatable("The file was not fully saved on the stick. Please try again, or use another stick.")};
}

huddle::Problem stick_has_gone() {
    return {huddle::ProblemKind::conflict,
            text::translatable("The stick is not there any more. Please put it in and try again.")};
}

std::unique_ptr<Sticks> sticks_of_this_machine() { return std::make_unique<MachineSticks>(); }

}  // namespace hearthside::sticks
