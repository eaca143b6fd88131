hearthside_test(store_law_test SOURCES store_law_test.cpp LINK hearthside_store TIMEOUT 300)
hearthside_test(store_test SOURCES store_test.cpp store_learning_test.cpp store_expiry_test.cpp store_copies_test.cpp store_faults_test.cpp store_tombstones_test.cpp LINK hearthside_store power_cuts faulty_disk TIMEOUT 300)
hearthside_test(store_privacy_test SOURCES store_privacy_test.cpp LINK hearthside_store TIMEOUT 600)
hearthside_test(store_damage_test SOURCES store_damage_test.cpp LINK hearthside_store TIMEOUT 300)
