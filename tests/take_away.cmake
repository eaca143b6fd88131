hearthside_test(taking_away_test SOURCES taking_away_test.cpp
    LINK hearthside_exporting hearthside_demo hearthside_room hearthside_phone hearthside_configuration PkgConfig::GIO WHOLE)
target_compile_definitions(taking_away_test PRIVATE HEARTHSIDE_SYSTEM_PYTHON="${HEARTHSIDE_SYSTEM_PYTHON}")
