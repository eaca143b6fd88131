// SPDX-License-Identifier: Apache-2.0
// What the benchmarks need from the machine: programs that they start, a display without a panel, the processor time
// and memory of a process, and the printing of figures.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hearthside::bench {

using Steady = std::chrono::steady_clock;

inline constexpr int width = 1920, height = 1080;

double milliseconds_since(Steady::time_point start);
// The value that this share of all values does not exceed.
double percentile(std::vector<double> values, double share);
// One line: p50 and p95 of many times.
void print(const std::string& what, const std::vector<double>& milliseconds);

// Of all threads, in ms. The kernel counts in hundredths of a second. 0 is this process.
double processor_ms(pid_t process = 0);

struct Memory {
    double pss = 0, anonymous = 0, resident = 0;  // MB; PSS counts shared pages by their share
};
Memory memory_of(pid_t process = 0);
std::string to_text(const Memory& memory);

// A separate program that ends with this object. Its standard error can be read line by line.
class Child {
public:
    explicit Child(std::vector<std::string> words, int kept_descriptor = -1);
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    // Reads until a line with these words. Throws when the program ends first.
    void wait_for(std::string_view words);
    double processor_ms() const { return hearthside::bench::processor_ms(process_); }
    Memory memory() const { return memory_of(process_); }

private:
    pid_t process_ = 0;
    FILE* errors_ = nullptr;
};

// An X server of `width` x `height`, and DISPLAY set to it.
std::unique_ptr<Child> open_display();

}  // namespace hearthside::bench
