// curve_test.cpp: key pairs and their files: made once, read back, refused when they are no secret any more.
#include "schema/wire/curve.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/support/process.h"

namespace corelogic::wire {
namespace {

using ::testing::HasSubstr;
using vocabulary::RefusalCode;

TEST(CurveKeys, AreFortyLettersAndDifferentEachTime) {
  const KeyPair pair = make_key_pair();
  EXPECT_EQ(pair.public_key.size(), 40U);
  EXPECT_EQ(pair.secret_key.size(), 40U);
  EXPECT_NE(pair.secret_key, make_key_pair().secret_key);
}

TEST(CurveKeys, HaveAPublicHalfThatFollowsFromTheSecretOne) {
  const KeyPair pair = make_key_pair();
  EXPECT_EQ(public_key_of(pair.secret_key), pair.public_key);
  EXPECT_EQ(public_key_of(""), "");
  EXPECT_EQ(public_key_of("too short"), "");
  EXPECT_EQ(public_key_of(std::string(40, '~')), "") << "~ is no letter of Z85";
}

class KeyFile : public ::testing::Test {
 protected:
  void write(const std::string& text, mode_t mode = 0600) {
    std::ofstream(path_, std::ios::trunc) << text;
    ASSERT_EQ(::chmod(path_.c_str(), mode), 0);
  }
  support::ScratchDirectory scratch_;
  std::string path_ = scratch_.file("key");
};

TEST_F(KeyFile, IsReadAsItWasWrittenAndIsNobodyElses) {
  const KeyPair pair = make_key_pair();
  ASSERT_TRUE(write_key_file(path_, pair));
  struct stat status {};
  ASSERT_EQ(::stat(path_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  const auto read = read_key_file(path_);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->public_key, pair.public_key);
  EXPECT_EQ(read->secret_key, pair.secret_key);
}

TEST_F(KeyFile, IsNeverWrittenOver) {
  ASSERT_TRUE(write_key_file(path_, make_key_pair()));
  const auto before = read_key_file(path_)->secret_key;
  const auto again = write_key_file(path_, make_key_pair());
  ASSERT_FALSE(again);
  EXPECT_EQ(again.refusal().code, RefusalCode::kDuplicate);
  EXPECT_EQ(read_key_file(path_)->secret_key, before);
}

TEST_F(KeyFile, IsMadeWhenItIsNotThereAndKeptFromThenOn) {
  const auto first = own_key_file(path_);
  ASSERT_TRUE(first);
  EXPECT_EQ(own_key_file(path_)->secret_key, first->secret_key);
}

TEST_F(KeyFile, ThatOthersMayReadIsNoSecret) {
  const KeyPair pair = make_key_pair();
  write("public " + pair.public_key + "\nsecret " + pair.secret_key + "\n", 0640);
  const auto read = read_key_file(path_);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.refusal().code, RefusalCode::kDenied);
  EXPECT_EQ(own_key_file(path_).refusal().code, RefusalCode::kDenied) << "and no other is made in its place";
}

TEST_F(KeyFile, ThatHoldsNoPairIsRefused) {
  const KeyPair pair = make_key_pair();
  for (const std::string& text :
       {std::string(), std::string("public x\nsecret y\n"),
        "public " + make_key_pair().public_key + "\nsecret " + pair.secret_key + "\n"}) {
    write(text);
    const auto read = read_key_file(path_);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.refusal().code, RefusalCode::kInvalid) << text;
    EXPECT_THAT(read.refusal().sentence, HasSubstr(path_));
  }
}

TEST_F(KeyFile, ThatIsNotThereIsSaidToBeSo) {
  const auto read = read_key_file(path_);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.refusal().code, RefusalCode::kStorage);
}

}  // namespace
}  // namespace corelogic::wire
