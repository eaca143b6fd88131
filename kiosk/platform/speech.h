// Says a sentence through speech-dispatcher, where it is installed. Its own small program spd-say does
// the talking: it starts the service when it does not run, and nothing of ours depends on its library.
// Knows no huddle; who calls must never pass what somebody wrote, because the service may keep a log.
#pragma once

#include <sys/types.h>

#include <string>

namespace hearthside {

class Speech {
public:
    Speech() = default;
    ~Speech();  // what is being said is cut off
    Speech(const Speech&) = delete;
    Speech& operator=(const Speech&) = delete;

    // One thread only; both return at once. `language` is an identifier such as "cy". A new sentence
    // takes the place of the one before. Where nothing can speak, they do nothing, with one line on
    // standard error for the whole run.
    void say(const std::string& sentence, const std::string& language);
    void stop();

private:
    void run(const std::string& sentence, const std::string& language);

    pid_t speaker_ = 0;    // the last spd-say; 0 when it was waited for
    bool speaks_ = false;  // something was said and not stopped since
    bool told_ = false;
};

}  // namespace hearthside
