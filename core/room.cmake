hearthside_library(hearthside_room
    SOURCES room.cpp
    LINK hearthside_huddle hearthside_store hearthside_calendar PkgConfig::SODIUM fmt::fmt Threads::Threads)
