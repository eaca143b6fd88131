// What a thread leaves behind on its stack when it has done with somebody's words.
#pragma once

namespace hearthside {

// Overwrites the unused part of this thread's stack, as deep as any of our functions goes with a text (128 KiB). Costs
// some microseconds.
void wipe_stack();

}  // namespace hearthside
