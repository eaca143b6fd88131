foreach(source app.cpp commands/kiosk.cpp commands/screenshot.cpp phone/server.cpp screens/route.cpp)
    if(NOT EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${source})
        return()
    endif()
endforeach()
add_executable(hearthside
    main.cpp app.cpp surroundings.cpp targets_file.cpp
    commands/board_json.cpp commands/demo.cpp commands/export.cpp commands/fail.cpp commands/intent_json.cpp
    commands/kiosk.cpp commands/layouts.cpp commands/link.cpp commands/place.cpp
    commands/screenshot.cpp commands/serve.cpp commands/verify.cpp)
target_compile_definitions(hearthside PRIVATE HEARTHSIDE_VERSION="${PROJECT_VERSION}")
target_link_libraries(hearthside PRIVATE
    hearthside_room hearthside_configuration hearthside_folders hearthside_export hearthside_demo hearthside_phone
    hearthside_screens hearthside_ui hearthside_platform CLI11::CLI11)
set_target_properties(hearthside PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})

install(TARGETS hearthside DESTINATION bin)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/layouts ${CMAKE_SOURCE_DIR}/assets DESTINATION share/hearthside
    PATTERN packaging EXCLUDE PATTERN pictures EXCLUDE)
install(FILES ${CMAKE_SOURCE_DIR}/assets/packaging/hearthside.desktop DESTINATION share/applications)
install(FILES ${CMAKE_SOURCE_DIR}/assets/packaging/hearthside-serve.service DESTINATION lib/systemd/system)
