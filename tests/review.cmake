hearthside_test(review_test SOURCES review_test.cpp LINK hearthside_review hearthside_room hearthside_demo)
hearthside_test(review_parts_test SOURCES review_parts_test.cpp LINK hearthside_review hearthside_room hearthside_demo hearthside_certificate)
hearthside_test(review_browser_test SOURCES review_browser_test.cpp LINK hearthside_review hearthside_room hearthside_demo TIMEOUT 300)
# In a browser: once is enough, and not under the sanitizers.
set_tests_properties(review_browser_test PROPERTIES LABELS whole)

# Not a test: prints figures. README says how to read them.
add_executable(bench_search EXCLUDE_FROM_ALL bench/search.cpp)
target_link_libraries(bench_search PRIVATE hearthside_options hearthside_store hearthside_demo)
hearthside_test(review_screens_test SOURCES review_screens_test.cpp
    LINK hearthside_screens hearthside_robot hearthside_settings_keeper hearthside_review_reader hearthside_room hearthside_demo)
