hearthside_test(language_test SOURCES language_test.cpp LINK hearthside_language hearthside_folders)

# Every text of the code is in the catalogues.
add_test(NAME translations COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/scripts/translations --check
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(translations PROPERTIES LABELS whole)

# A language in which every translation stands in brackets: what is drawn without them never went through ui.tr.
set(bracketed ${CMAKE_BINARY_DIR}/tests/bracketed)
add_custom_command(OUTPUT ${bracketed}/cy.mo ${bracketed}/ur.mo
    COMMAND ${CMAKE_COMMAND} -E make_directory ${bracketed}
    COMMAND sh -c "msgen hearthside.pot | msgfilter --keep-header -o ${bracketed}/cy.po sed -e 's/.*/⟦&⟧/'"
    COMMAND ${HEARTHSIDE_MSGFMT} -o ${bracketed}/cy.mo ${bracketed}/cy.po
    COMMAND ${CMAKE_COMMAND} -E copy ${bracketed}/cy.mo ${bracketed}/ur.mo
    DEPENDS ${CMAKE_SOURCE_DIR}/assets/locale/hearthside.pot
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}/assets/locale VERBATIM)
add_custom_target(hearthside_bracketed DEPENDS ${bracketed}/cy.mo ${bracketed}/ur.mo)
hearthside_test(language_screens_test SOURCES language_screens_test.cpp
    LINK hearthside_screens hearthside_platform hearthside_layout_file hearthside_folders TIMEOUT 300)
add_dependencies(language_screens_test hearthside_bracketed)
target_compile_definitions(language_screens_test PRIVATE HEARTHSIDE_BRACKETED="${bracketed}")
