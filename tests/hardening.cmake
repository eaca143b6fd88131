# What the linker made of the options that make a fault harder to abuse; the sanitizers have none of them.
if(NOT HEARTHSIDE_SANITIZE AND NOT HEARTHSIDE_FUZZ AND NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
    add_test(NAME hardening COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_SOURCE_DIR}/hardening.py
             $<TARGET_FILE:hearthside> ${CMAKE_CXX_COMPILER} $<TARGET_FILE:hearthside_phone> $<TARGET_FILE:hearthside_store>
             $<TARGET_FILE:hearthside_exporting> $<TARGET_FILE:hearthside_configuration>)
    set_tests_properties(hardening PROPERTIES TIMEOUT 60 LABELS whole)
endif()
