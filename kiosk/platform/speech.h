// SPDX-License-Identifier: Apache-2.0
// Says a sentence through speech-dispatcher, where it is installed. Its program spd-say starts the service
// when needed, so Hearthside does not link its library. Callers must never pass text that somebody wrote,
// because the service may keep a log.
#pragma once

#include <sys/types.h>

#include <string>

namespace hearthside::platform {

class Speech {
public:
    Speech() = default;
    ~Speech();  // cuts off what is being said
    Speech(const Speech&) = delete;
    Speech& operator=(const Speech&) = delete;

    // Called from one thread only; both return at once. `language` is an identifier such as "cy". A new
    // sentence replaces the current one. Without a speech service they do nothing, and standard error gets
    // one line for the whole run.
    void say(const std::string& sentence, const std::string& language);
    void stop();

private:
    void run(const std::string& sentence, const std::string& language);

    pid_t speaker_ = 0;    // the last spd-say; 0 once it was waited for
    bool speaks_ = false;  // something was said and not stopped since
    bool failure_reported_ = false;
};

}  // namespace hearthside::platform
