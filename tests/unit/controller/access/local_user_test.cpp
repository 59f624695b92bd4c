// local_user_test.cpp: the name of a peer's user, as the system has it.
#include "controller/access/local_user.h"

#include <gtest/gtest.h>
#include <pwd.h>
#include <unistd.h>

#include "controller/access/identity.h"

namespace corelogic::access {
namespace {

TEST(LocalUser, IsNamedAsTheSystemNamesIt) {
  const passwd* me = getpwuid(getuid());
  const std::string name = me != nullptr ? me->pw_name : std::to_string(getuid());
  EXPECT_EQ(local_user("localhost:" + std::to_string(getuid()) + ":0:4711"), name + "@localhost");
}

TEST(LocalUser, WithoutANameIsItsNumber) {
  EXPECT_EQ(local_user("localhost:3999999999:0:4711"), "3999999999@localhost");
}

TEST(LocalUser, IsNobodyWhenItIsSaidInAnotherForm) {
  for (const char* other : {"", "localhost", "localhost:", "localhost:0", "localhost:x:0:1", "192.168.0.1",
                            "localhost:99999999999:0:1", "localhost:-1:0:1"})
    EXPECT_EQ(local_user(other), "") << other;
}

TEST(Signature, IsTheUsersOrElseTheMachinesOwn) {
  EXPECT_EQ(signature({"anna", Role::kMixer}), "anna");
  EXPECT_EQ(signature(local_admin("ben@localhost")), "ben@localhost");
  EXPECT_EQ(signature(local_admin()), "");
  EXPECT_EQ(user_of_signature("anna"), "anna");
  EXPECT_EQ(user_of_signature("ben@localhost"), "") << "all of this machine's own are one user of the list";
}

}  // namespace
}  // namespace corelogic::access
