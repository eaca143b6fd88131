hearthside_test(text_test SOURCES text_test.cpp LINK hearthside_text)
