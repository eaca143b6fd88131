hearthside_test(text_test SOURCES text_test.cpp LINK hearthside_text)

# Every program that sets text brings the library's leak with it.
if(HEARTHSIDE_SANITIZE STREQUAL "address")
    target_sources(hearthside_text INTERFACE ${CMAKE_CURRENT_SOURCE_DIR}/support/known_leaks.cpp)
endif()
