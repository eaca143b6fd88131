// SPDX-License-Identifier: Apache-2.0
#include "kiosk/web/live_listeners.h"

namespace hearthside::web {

void LiveListeners::tell(const std::function<LiveNews(const std::string&)>& news_of, Time now) {
    struct Said {
        LiveNews news;
        std::shared_ptr<const std::string> bytes;  // one copy for all
    };
    std::map<std::string, Said> said;
    for (const auto& [number, listener] : listeners_) {
        if (listener->over) continue;
        auto found = said.find(listener->topic);
        if (found == said.end()) {
            LiveNews news = news_of(listener->topic);
            auto bytes = std::make_shared<const std::string>(std::move(news.event));
            found = said.emplace(listener->topic, Said{std::move(news), std::move(bytes)}).first;
        }
        const Said& now_said = found->second;
        const bool is_new = !listener->told || listener->version != now_said.news.version;
        if (!is_new && !now_said.news.over && now - listener->said < heartbeat_) continue;
        listener->waiting = now_said.bytes;
        listener->over = now_said.news.over;
        listener->version = now_said.news.version;
        listener->told = true;
        listener->said = now;
        listener->wake();
    }
}

}  // namespace hearthside::web
