# Every format of `hearthside export`, and the files of `hearthside lessons`, read back by other people's programs. Their
# Python parts are Debian's, and so belong to Debian's own Python, whichever other one stands first in the path.
find_program(HEARTHSIDE_SYSTEM_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH REQUIRED)
foreach(subject exports lessons)
    add_test(NAME ${subject} COMMAND ${HEARTHSIDE_SYSTEM_PYTHON} -B ${CMAKE_CURRENT_SOURCE_DIR}/${subject}.py
             $<TARGET_FILE:hearthside> -v)
endforeach()
add_test(NAME any_text COMMAND ${HEARTHSIDE_SYSTEM_PYTHON} -B ${CMAKE_CURRENT_SOURCE_DIR}/any_text.py $<TARGET_FILE:hearthside>)
set_tests_properties(exports lessons any_text PROPERTIES TIMEOUT 300 LABELS whole)
