// SPDX-License-Identifier: Apache-2.0
// For builds with the address sanitizer: memory that other people's libraries never free. Fontconfig keeps one pattern
// of a few hundred bytes for each process.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig\n"; }
