// fake_links.h: connections to a controller that a test plays.  Side: test.
#pragma once

#include <string>
#include <vector>

#include "clients/gateway/link.h"

namespace corelogic::gateway {

/// Keeps what was sent on each link that was ever made; says what the test says.
class FakeLinks {
 public:
  struct Made {
    LinkEars ears;
    Speaker speaker = Speaker::kGuest;
    std::vector<std::string> sent;
    bool paused = false;
    bool ended = false;
    bool takes = true;
  };

  [[nodiscard]] LinkMaker maker() {
    return [this](Speaker speaker, LinkEars ears) -> std::unique_ptr<Link> {
      if (!possible) return nullptr;
      made.push_back(std::make_shared<Made>());
      made.back()->ears = std::move(ears);
      made.back()->speaker = speaker;
      return std::make_unique<FakeLink>(made.back());
    };
  }
  [[nodiscard]] Made& last() { return *made.back(); }
  /// The controller says it on the newest link.
  void say(const std::string& frame) {
    const auto heard = made.back()->ears.heard;
    heard(frame);
  }
  void lose() {
    const auto lost = made.back()->ears.lost;
    lost();
  }

  std::vector<std::shared_ptr<Made>> made;
  bool possible = true;

 private:
  class FakeLink : public Link {
   public:
    explicit FakeLink(std::shared_ptr<Made> made) : made_(std::move(made)) {}
    ~FakeLink() override { made_->ended = true; }
    bool send(std::string_view frame) override {
      if (made_->takes) made_->sent.emplace_back(frame);
      return made_->takes;
    }
    void pause(bool paused) override { made_->paused = paused; }

   private:
    std::shared_ptr<Made> made_;
  };
};

inline constexpr const char* kWelcomeAnna =
    R"({"sequence":"1","epoch":3,"revision":"9","welcome":{"protocolVersion":1,"role":"mixer","user":"anna"}})";
inline constexpr const char* kWelcomeNobody =
    R"({"sequence":"1","epoch":3,"revision":"9","welcome":{"protocolVersion":1,"role":"admin","user":""}})";
inline constexpr const char* kDenied =
    R"({"sequence":"1","epoch":3,"revision":"9","refused":{"code":"denied","subject":"token","sentence":"No."}})";

}  // namespace corelogic::gateway
