// SPDX-License-Identifier: Apache-2.0
// Wipes the words of people that a thread has left on its stack.
#pragma once

namespace hearthside::secrets {

// Overwrites the unused part of this thread's stack to the depth that our functions use with a text (128
// KiB). Takes some microseconds.
void wipe_stack();

}  // namespace hearthside::secrets
