// page_files_test.cpp: the page's files, and that nothing else is given out.  Side: test.
#include "clients/gateway/page_files.h"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "tests/support/process.h"

namespace corelogic::gateway {
namespace {

using ::testing::HasSubstr;

class PageFilesTest : public testing::Test {
 protected:
  PageFilesTest() {
    ::mkdir(scratch_.file("page").c_str(), 0700);
    ::mkdir(scratch_.file("page/assets").c_str(), 0700);
    std::ofstream(scratch_.file("secret.txt")) << "secret";
    std::ofstream(scratch_.file("page/index.html")) << "<html>";
    std::ofstream(scratch_.file("page/assets/app-1a2b.js")) << "let x;";
    std::ofstream(scratch_.file("page/favicon.svg")) << "<svg/>";
    (void)::symlink(scratch_.file("secret.txt").c_str(), scratch_.file("page/link.txt").c_str());
    (void)::symlink("../secret.txt", scratch_.file("page/near.txt").c_str());
    page_.emplace(scratch_.file("page"));
  }
  std::optional<Response> got(const std::string& path, Headers headers = {},
                              const std::string& method = "GET") {
    return page_->answer({method, path, std::move(headers), "", ""}, path);
  }
  static std::string header(const std::optional<Response>& response, const std::string& name) {
    if (response)
      for (const auto& [each, value] : response->headers)
        if (each == name) return value;
    return "";
  }

  support::ScratchDirectory scratch_;
  std::optional<PageFiles> page_;
};

TEST_F(PageFilesTest, GivesFilesWithTheirTypes) {
  EXPECT_EQ(got("/")->body, "<html>");
  EXPECT_EQ(got("/")->type, "text/html; charset=utf-8");
  EXPECT_EQ(got("/assets/app-1a2b.js")->body, "let x;");
  EXPECT_EQ(got("/assets/app-1a2b.js")->type, "text/javascript; charset=utf-8");
  EXPECT_EQ(got("/favicon.svg")->type, "image/svg+xml");
}

TEST_F(PageFilesTest, APageOfItsOwnPathIsThePage) {
  const Headers person{{"accept", "text/html"}};
  EXPECT_EQ(got("/mixer", person)->body, "<html>");
  EXPECT_EQ(got("/strip/3", person)->body, "<html>");
  EXPECT_FALSE(got("/mixer"));
  EXPECT_FALSE(got("/assets/gone.js", person)) << "a file that is not there is no page";
  EXPECT_FALSE(got("/", {}, "POST"));
}

TEST_F(PageFilesTest, GivesNothingFromOutside) {
  for (const char* path : {"/../secret.txt", "/assets/../../secret.txt", "/link.txt", "/near.txt",
                           "//etc/passwd.x", "/./../secret.txt", "/proc/self/root/etc/hosts.x"})
    EXPECT_FALSE(got(path)) << path;
  EXPECT_FALSE(got("/assets.")) << "no such file";
}

TEST_F(PageFilesTest, GivesNoDirectoryAndNoPipe) {
  ::mkdir(scratch_.file("page/a.dir").c_str(), 0700);
  ::mkfifo(scratch_.file("page/a.pipe").c_str(), 0600);
  EXPECT_FALSE(got("/a.dir"));
  EXPECT_FALSE(got("/a.pipe"));
}

TEST_F(PageFilesTest, WhatIsNamedAfterItsContentIsKeptForEver) {
  EXPECT_THAT(header(got("/assets/app-1a2b.js"), "Cache-Control"), HasSubstr("immutable"));
  EXPECT_EQ(header(got("/"), "Cache-Control"), "no-cache");
}

TEST_F(PageFilesTest, WhatDidNotChangeIsNotSentAgain) {
  const std::string etag = header(got("/"), "ETag");
  const auto again = got("/", {{"if-none-match", etag}});
  EXPECT_EQ(again->status, 304U);
  EXPECT_EQ(again->body, "");
  std::ofstream(scratch_.file("page/index.html")) << "<html>new";
  EXPECT_EQ(got("/", {{"if-none-match", etag}})->status, 200U);
}

TEST_F(PageFilesTest, ThePageMayLoadOnlyItself) {
  const std::string policy = header(got("/", {{"host", "desk:8420"}}), "Content-Security-Policy");
  EXPECT_THAT(policy, HasSubstr("default-src 'self'"));
  EXPECT_THAT(policy, HasSubstr("connect-src 'self' ws://desk:8420 wss://desk:8420;"));
  EXPECT_THAT(policy, testing::Not(HasSubstr("script-src")));
  EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'"));
}

TEST(PageFiles, WithoutADirectoryThereIsNoPage) {
  EXPECT_FALSE(PageFiles("").answer({"GET", "/", {}, "", ""}, "/"));
  EXPECT_FALSE(PageFiles("/nowhere").answer({"GET", "/", {}, "", ""}, "/"));
}

}  // namespace
}  // namespace corelogic::gateway
