# The program as scripts and people at a terminal meet it.
foreach(subject calendar_jumps command_line full_disk memory)
    add_test(NAME ${subject} COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_SOURCE_DIR}/${subject}.py
             $<TARGET_FILE:hearthside> -v)
    set_tests_properties(${subject} PROPERTIES TIMEOUT 300 LABELS whole)
endforeach()
