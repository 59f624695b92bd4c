// catch_up_test.cpp: what somebody missed, without a hole, or nothing at all.
#include "controller/actors/catch_up.h"

#include <gmock/gmock.h>

namespace corelogic::actors {
namespace {

using messages::ChangeSet;
using messages::TrackId;
using messages::VolumeSet;

constexpr std::uint32_t kEpoch = 4;

/// Rows as the journal has them: each ends at `last`, and may stand for moves from `first` on.
class Rows {
 public:
  Rows& row(std::uint64_t last, std::uint64_t first = 0, std::uint32_t epoch = kEpoch) {
    auto edit = std::make_shared<store::Edit>();
    edit->set.revision = {epoch, last};
    edit->first_revision = first == 0 ? last : first;
    edit->set.changes = {VolumeSet{TrackId{2}, {-static_cast<double>(last)}}};
    rows_.push_back(std::move(edit));
    return *this;
  }
  [[nodiscard]] auto since(std::uint64_t known, std::uint64_t now, std::uint32_t epoch = kEpoch) const {
    return catch_up(rows_, {epoch, known}, {kEpoch, now});
  }

 private:
  std::deque<std::shared_ptr<const store::Edit>> rows_;
};

/// "5: 1 change, 6: none" as {1, 0}.
std::vector<std::size_t> sizes_from(const std::vector<ChangeSet>& sets, std::uint64_t first) {
  std::vector<std::size_t> sizes;
  for (const ChangeSet& set : sets) {
    EXPECT_EQ(set.revision, (vocabulary::Revision{kEpoch, first++}));
    sizes.push_back(set.changes.size());
  }
  return sizes;
}

TEST(CatchUp, HasEveryRevisionBehindTheOneThatIsKnown) {
  Rows rows;
  rows.row(5).row(6).row(7);
  EXPECT_EQ(sizes_from(*rows.since(4, 7), 5), (std::vector<std::size_t>{1, 1, 1}));
  EXPECT_EQ(sizes_from(*rows.since(6, 7), 7), (std::vector<std::size_t>{1}));
  EXPECT_TRUE(rows.since(7, 7)->empty());
}

TEST(CatchUp, ShowsAMoveAtTheRevisionOfItsGesturesLast) {
  // Two hands: one moved at 2, 4, 6, the other at 3, 5; both rows are by their last revisions.
  Rows rows;
  rows.row(1).row(5, 3).row(6, 2);
  EXPECT_EQ(sizes_from(*rows.since(1, 6), 2), (std::vector<std::size_t>{0, 0, 0, 1, 1}));
  EXPECT_EQ(sizes_from(*rows.since(4, 6), 5), (std::vector<std::size_t>{1, 1}));
}

TEST(CatchUp, DoesNotReachBehindTheOldestRowEvenInsideItsGesture) {
  // The row of another gesture that ended at 11 may be forgotten already, though this one began at 9.
  Rows rows;
  rows.row(12, 9).row(13);
  EXPECT_FALSE(rows.since(10, 13));
  EXPECT_TRUE(rows.since(11, 13));
}

TEST(CatchUp, IsForThisEpochOnly) {
  Rows rows;
  rows.row(3, 0, kEpoch - 2).row(4).row(5);
  EXPECT_FALSE(rows.since(4, 5, kEpoch - 2));
  EXPECT_FALSE(rows.since(6, 5)) << "somebody who knows more than there is knows something else";
  EXPECT_TRUE(rows.since(3, 5)) << "the epoch began there";
}

TEST(CatchUp, GivesUpWhereAWholeProjectIsAsCheap) {
  Rows rows;
  for (std::uint64_t i = 1; i <= 3000; ++i) rows.row(i);
  EXPECT_FALSE(rows.since(0, 3000));
  EXPECT_EQ(rows.since(2500, 3000)->size(), 500U);
}

TEST(CatchUp, HasNothingWhereNothingIsKept) {
  EXPECT_TRUE(Rows().since(9, 9)->empty());
  EXPECT_FALSE(Rows().since(8, 9));
}

}  // namespace
}  // namespace corelogic::actors
