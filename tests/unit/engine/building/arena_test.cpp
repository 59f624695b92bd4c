// arena_test.cpp: who gets which place.
#include "engine/building/arena.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace corelogic::building {
namespace {

struct Item {
  int value = 7;
};

TEST(Arena, GivesFreshItemsAndTakesThemBack) {
  Arena<Item> arena;
  std::set<Item*> given;
  for (int i = 0; i < 1000; ++i) {
    Item* item = arena.take();
    EXPECT_EQ(item->value, 7);
    item->value = i;
    EXPECT_TRUE(given.insert(item).second) << "twice";
  }
  EXPECT_EQ(arena.taken(), 1000U);
  for (Item* item : given) arena.give(item);
  EXPECT_EQ(arena.taken(), 0U);
  EXPECT_EQ(arena.take()->value, 7);
}

/// Four side by side, as many as a partial sum has, and one place between them and the next four.
TEST(Arena, LeavesAPlaceBetweenRuns) {
  Arena<Item> arena;
  Item* before = arena.take();
  for (int i = 1; i < 256; ++i) {
    Item* item = arena.take();
    EXPECT_EQ(item - before, i % 4 == 0 ? 2 : 1) << i;
    before = item;
  }
}

}  // namespace
}  // namespace corelogic::building
