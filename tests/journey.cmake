# One whole huddle through a real window, real phones and a kill in the middle.
add_test(NAME journey COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_SOURCE_DIR}/journey/journey.py
         $<TARGET_FILE:hearthside> ${CMAKE_BINARY_DIR}/journey)
# The same story with fewer notes on a tall screen and on a small one.
add_test(NAME journey_portrait COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_SOURCE_DIR}/journey/journey.py
         $<TARGET_FILE:hearthside> ${CMAKE_BINARY_DIR}/journey-portrait --notes 30 --size 1080x1920)
add_test(NAME journey_small COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_SOURCE_DIR}/journey/journey.py
         $<TARGET_FILE:hearthside> ${CMAKE_BINARY_DIR}/journey-small --notes 30 --size 1024x600 --inches 10.1)
set_tests_properties(journey journey_portrait journey_small PROPERTIES TIMEOUT 900 LABELS whole)
# Learn, act and share over three huddles on three days, without a screen.
add_test(NAME journey_three_days COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_SOURCE_DIR}/journey/three_days.py
         $<TARGET_FILE:hearthside>)
set_tests_properties(journey_three_days PROPERTIES TIMEOUT 120 LABELS whole)
