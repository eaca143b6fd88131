hearthside_test(text_edit_test SOURCES text_edit_test.cpp LINK hearthside_ui)
hearthside_test(keyboard_test SOURCES keyboard_test.cpp LINK hearthside_ui)
hearthside_test(keyboard_layouts_test SOURCES keyboard_layouts_test.cpp LINK hearthside_ui hearthside_configuration)
hearthside_test(keyboard_touch_test SOURCES keyboard_touch_test.cpp LINK hearthside_robot TIMEOUT 240)
hearthside_test(text_field_test SOURCES text_field_test.cpp LINK hearthside_robot)
hearthside_test(write_here_test SOURCES write_here_test.cpp LINK hearthside_robot hearthside_screens)
hearthside_test(wall_test SOURCES wall_test.cpp LINK hearthside_robot hearthside_screens)
hearthside_test(capture_test SOURCES capture_test.cpp LINK hearthside_robot hearthside_screens)
hearthside_test(writing_targets_test SOURCES writing_targets_test.cpp LINK hearthside_robot hearthside_screens TIMEOUT 240)

# No test: it prints figures. README says how to read them.
add_executable(bench_odd_notes EXCLUDE_FROM_ALL bench/odd_notes.cpp)
target_link_libraries(bench_odd_notes PRIVATE hearthside_robot hearthside_screens GTest::gtest)
