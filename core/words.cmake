# Words and days: layouts and configuration from TOML, notes as people type them, the calendar, the
# folders, and the record as files for others.
find_package(tomlplusplus REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc)
find_package(date REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(fmt REQUIRED)

hearthside_library(hearthside_layout_file
    SOURCES layout_file.cpp toml_reader.cpp
    LINK hearthside_huddle tomlplusplus::tomlplusplus fmt::fmt)
hearthside_library(hearthside_note_text
    SOURCES note_text.cpp
    LINK hearthside_huddle ICU::uc)
hearthside_library(hearthside_calendar
    SOURCES calendar.cpp
    LINK hearthside_huddle date::date-tz)
hearthside_library(hearthside_folders
    SOURCES folders.cpp)
cmake_path(GET CMAKE_CURRENT_SOURCE_DIR PARENT_PATH source_tree)
target_compile_definitions(hearthside_folders PRIVATE HEARTHSIDE_SOURCE_DIR="${source_tree}")
hearthside_library(hearthside_configuration
    SOURCES ../kiosk/configuration.cpp
    LINK hearthside_layout_file hearthside_calendar)
hearthside_library(hearthside_export
    SOURCES export/csv.cpp export/json.cpp
    LINK hearthside_huddle hearthside_store nlohmann_json::nlohmann_json)
hearthside_library(hearthside_demo
    SOURCES ../kiosk/commands/demo_history.cpp ../kiosk/commands/samples.cpp
    LINK hearthside_layout_file hearthside_note_text hearthside_calendar hearthside_folders
         hearthside_store nlohmann_json::nlohmann_json)
