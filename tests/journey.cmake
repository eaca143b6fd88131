# One whole huddle through a real window, real phones and a kill in the middle. Alone, because it measures a clock.
add_test(NAME journey COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_SOURCE_DIR}/journey/journey.py
         $<TARGET_FILE:hearthside> ${CMAKE_BINARY_DIR}/journey)
set_tests_properties(journey PROPERTIES TIMEOUT 900 RUN_SERIAL ON LABELS whole)
