pkg_check_modules(HEARTHSIDE_TEST_CAIRO REQUIRED IMPORTED_TARGET cairo)
hearthside_test(screens_test SOURCES screens_test.cpp LINK hearthside_screens hearthside_robot)
hearthside_test(screens_touch_test SOURCES screens_touch_test.cpp LINK hearthside_screens hearthside_robot)
hearthside_test(screens_golden_test SOURCES screens_golden_test.cpp
    LINK hearthside_screens hearthside_platform PkgConfig::HEARTHSIDE_TEST_CAIRO)
hearthside_test(theme_test SOURCES theme_test.cpp LINK hearthside_ui)
hearthside_test(focus_test SOURCES focus_test.cpp LINK hearthside_robot hearthside_screens TIMEOUT 240)
hearthside_test(contrast_test SOURCES contrast_test.cpp LINK hearthside_screens hearthside_platform)
hearthside_test(close_test SOURCES close_test.cpp LINK hearthside_robot hearthside_screens)

# Hundreds of whole pictures: drawing is checked by the other tests under the sanitizers, where these would take minutes.
set_tests_properties(screens_test screens_golden_test contrast_test PROPERTIES LABELS pictures)
