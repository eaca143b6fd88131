hearthside_library(hearthside_robot SOURCES support/robot.cpp LINK hearthside_platform hearthside_ui)

hearthside_test(platform_touch_test SOURCES platform_touch_test.cpp LINK hearthside_platform)
hearthside_test(platform_picture_test SOURCES platform_picture_test.cpp LINK hearthside_platform)
hearthside_test(platform_window_test SOURCES platform_window_test.cpp LINK hearthside_platform)
# Mesa keeps memory to the end that no sanitizer can name.
hearthside_test(opengl_window_test SOURCES opengl_window_test.cpp LINK hearthside_platform WHOLE)
hearthside_test(platform_robot_test SOURCES platform_robot_test.cpp LINK hearthside_robot)

# Not tests: they print figures. README says how to read them.
hearthside_library(hearthside_bench SOURCES bench/machine.cpp bench/staged.cpp
    LINK hearthside_platform hearthside_screens hearthside_ui hearthside_room hearthside_layout_file hearthside_folders
         hearthside_chance fmt::fmt)
set_target_properties(hearthside_bench PROPERTIES EXCLUDE_FROM_ALL ON)
add_executable(bench_screen EXCLUDE_FROM_ALL bench/screen.cpp)
target_link_libraries(bench_screen PRIVATE hearthside_bench)
add_executable(bench_day EXCLUDE_FROM_ALL bench/day.cpp)
target_link_libraries(bench_day PRIVATE hearthside_bench hearthside_phone)
