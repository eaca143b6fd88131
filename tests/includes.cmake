# Who may include whom (tests/includes.py holds the rule).
add_test(NAME includes COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_SOURCE_DIR}/includes.py ${CMAKE_SOURCE_DIR})
set_tests_properties(includes PROPERTIES TIMEOUT 60 LABELS whole)
