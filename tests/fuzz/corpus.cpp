// corpus.cpp: fuzz_corpus DIRECTORY: every word of the schema as the fuzzers' first inputs, in both
// encodings, a folder a parser.  Side: test.
#include <filesystem>
#include <fstream>

#include "schema/wire/codec.h"
#include "tests/unit/schema/wire/examples.h"

namespace {

using namespace corelogic;
namespace m = messages;
using wire::examples::each_alternative;
const auto kExample = [](auto of) { return wire::examples::example(of); };

class Corpus {
 public:
  explicit Corpus(std::filesystem::path root) : root_(std::move(root)) {}
  template <class Message>
  void put(const char* parser, const Message& message) {
    std::filesystem::create_directories(root_ / parser);
    for (const auto encoding : {wire::Encoding::kCapnp, wire::Encoding::kJson}) {
      const wire::Frame frame = wire::encode(message, encoding);
      std::ofstream(root_ / parser / std::to_string(++count_), std::ios::binary)
          .write(reinterpret_cast<const char*>(frame.data()), static_cast<std::streamsize>(frame.size()));
    }
  }

 private:
  std::filesystem::path root_;
  int count_ = 0;
};

}  // namespace

int main(int count, char** words) {
  if (count != 2) return 2;
  Corpus corpus(words[1]);
  for (auto& body : each_alternative<m::CommandBody>(kExample))
    corpus.put("request", wire::examples::request(m::Command{body}));
  for (auto& body : each_alternative<decltype(m::Request::body)>(kExample))
    corpus.put("request", wire::examples::request(body));
  for (auto& body : each_alternative<decltype(m::Reply::body)>(kExample))
    corpus.put("reply", m::Reply{7, wire::examples::revision(), body});
  m::ChangeSet set = wire::examples::change_set();
  for (auto& change : each_alternative<m::Change>(kExample)) {
    set.changes = {change};
    corpus.put("journal", set);
  }
  corpus.put("project", wire::examples::project());
  corpus.put("meters", wire::examples::meters());
  return 0;
}
