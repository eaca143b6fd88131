hearthside_test(phone_parts_test SOURCES phone_parts_test.cpp LINK hearthside_phone)
hearthside_test(phone_routes_test SOURCES phone_routes_test.cpp LINK hearthside_phone)
hearthside_test(phone_matrix_test SOURCES phone_matrix_test.cpp LINK hearthside_phone)
hearthside_test(phone_requests_test SOURCES phone_requests_test.cpp LINK hearthside_phone)
hearthside_test(phone_notes_test SOURCES phone_notes_test.cpp
    LINK hearthside_phone hearthside_layout_file hearthside_folders)
hearthside_test(phone_browser_test SOURCES phone_browser_test.cpp
    LINK hearthside_phone hearthside_layout_file hearthside_folders TIMEOUT 300)

# Not a test: prints figures. README says how to read them.
add_executable(bench_notes bench/notes.cpp)
target_link_libraries(bench_notes PRIVATE hearthside_options hearthside_phone PkgConfig::SQLITE)
