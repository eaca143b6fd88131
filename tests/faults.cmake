add_library(faulty_disk STATIC faults/faulty_disk.cpp)
target_link_libraries(faulty_disk PUBLIC hearthside_options hearthside_store)

add_library(power_cuts STATIC faults/model_disk.cpp faults/power_cut_vfs.cpp faults/power_cuts.cpp)
target_link_libraries(power_cuts PUBLIC hearthside_options hearthside_store)

hearthside_test(power_cut_test SOURCES faults/power_cut_test.cpp LINK power_cuts TIMEOUT 300 WHOLE)

# 100,000 cuts take some minutes: run by hand, or with --cuts for fewer.
add_executable(bench_power_cuts EXCLUDE_FROM_ALL bench/power_cuts.cpp)
target_link_libraries(bench_power_cuts PRIVATE power_cuts)

# Some kills of the whole program under senders; by hand with more of them.
add_test(NAME kill_cycles COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_SOURCE_DIR}/faults/kill_cycles.py
         $<TARGET_FILE:hearthside> 8)
set_tests_properties(kill_cycles PROPERTIES TIMEOUT 300 LABELS whole)
