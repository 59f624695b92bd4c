// ids_test.cpp: identities that cannot be taken for one another.
#include "schema/vocabulary/ids.h"

#include <gtest/gtest.h>

#include <type_traits>
#include <unordered_set>

namespace corelogic::vocabulary {
namespace {

static_assert(!std::is_convertible_v<TrackId, SendId>);
static_assert(!std::is_constructible_v<TrackId, SendId>);
static_assert(!std::is_convertible_v<std::uint32_t, TrackId>, "a bare number is no id");

TEST(Id, IsInvalidUntilGiven) {
  EXPECT_FALSE(TrackId{}.valid());
  EXPECT_TRUE(TrackId{1}.valid());
}

TEST(Id, HasOrderAndHash) {
  EXPECT_LT(TrackId{1}, TrackId{2});
  EXPECT_EQ(TrackId{2}, TrackId{2});
  const std::unordered_set<TrackId> ids{TrackId{1}, TrackId{2}, TrackId{2}};
  EXPECT_EQ(ids.size(), 2U);
}

TEST(NodeId, SaysWhoseItIsAndWhatItDoes) {
  for (const std::uint32_t owner : {1U, 255U, 256U, 0xffffffffU})
    for (const NodeRole role :
         {NodeRole::kInput, NodeRole::kSum, NodeRole::kInsert, NodeRole::kFader, NodeRole::kPan,
          NodeRole::kOutput, NodeRole::kInputStage, NodeRole::kLimiter, NodeRole::kListen}) {
      EXPECT_EQ(owner_of(make_node_id(owner, role)), owner);
      EXPECT_EQ(role_of(make_node_id(owner, role)), role);
    }
  EXPECT_NE(make_node_id(3, NodeRole::kFader), make_node_id(3, NodeRole::kPan));
}

TEST(Revision, OfALaterEpochIsLater) {
  EXPECT_LT((Revision{1, 900}), (Revision{2, 1}));
  EXPECT_LT((Revision{2, 1}), (Revision{2, 2}));
}

}  // namespace
}  // namespace corelogic::vocabulary
