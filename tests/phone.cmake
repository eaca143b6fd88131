hearthside_test(phone_parts_test SOURCES phone_parts_test.cpp LINK hearthside_phone)
hearthside_test(phone_routes_test SOURCES phone_routes_test.cpp LINK hearthside_phone hearthside_folders)
hearthside_test(phone_nudge_test SOURCES phone_nudge_test.cpp LINK hearthside_phone hearthside_folders)
hearthside_test(phone_sealed_test SOURCES phone_sealed_test.cpp LINK hearthside_phone hearthside_folders)
hearthside_test(phone_pages_test SOURCES phone_pages_test.cpp LINK hearthside_phone hearthside_folders)
hearthside_test(phone_cost_test SOURCES phone_cost_test.cpp LINK hearthside_phone WHOLE)
hearthside_test(phone_start_test SOURCES phone_start_test.cpp LINK hearthside_phone)
hearthside_test(phone_matrix_test SOURCES phone_matrix_test.cpp LINK hearthside_phone)
hearthside_test(phone_requests_test SOURCES phone_requests_test.cpp LINK hearthside_phone)
hearthside_test(phone_notes_test SOURCES phone_notes_test.cpp
    LINK hearthside_phone hearthside_layout_file hearthside_folders)
hearthside_test(phone_browser_test SOURCES phone_browser_test.cpp
    LINK hearthside_phone hearthside_layout_file hearthside_folders TIMEOUT 600 WHOLE)

# Not a test: prints figures. README says how to read them.
add_executable(bench_notes EXCLUDE_FROM_ALL bench/notes.cpp)
target_link_libraries(bench_notes PRIVATE hearthside_options hearthside_phone PkgConfig::SQLITE)
hearthside_test(phone_vectors_test SOURCES phone_vectors_test.cpp LINK hearthside_phone WHOLE)
hearthside_test(phone_axe_test SOURCES phone_axe_test.cpp
    LINK hearthside_phone hearthside_layout_file hearthside_folders TIMEOUT 600 WHOLE)
hearthside_test(phone_live_test SOURCES phone_live_test.cpp
    LINK hearthside_phone hearthside_layout_file hearthside_folders)
