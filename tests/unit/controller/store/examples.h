// examples.h: edits and folders for the store's tests.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "controller/project/apply_change.h"
#include "controller/project/invert_change.h"
#include "controller/store/project_store.h"

namespace corelogic::store::testing {

inline constexpr messages::TrackId kMaster{1};

/// A model beside the store: makes edits, and knows what the project should be.
class Author {
 public:
  explicit Author(const Opened& opened) : project(opened.project), revision(opened.revision) {}

  std::shared_ptr<const Edit> edit(messages::Change change, std::uint64_t client = 7) {
    Edit edit;
    edit.set.changes = {std::move(change)};
    edit.inverse = project::invert(project, edit.set.changes);
    project::apply(project, edit.set.changes);
    ++revision.number;
    edit.set.revision = revision;
    edit.set.client = messages::ClientId{client};
    edit.set.sequence = revision.number;
    edit.set.label = "edit " + std::to_string(revision.number);
    edit.first_revision = revision.number;
    edit.first_sequence = revision.number;
    edit.done.ids = {static_cast<std::uint32_t>(revision.number)};
    return std::make_shared<const Edit>(std::move(edit));
  }
  std::shared_ptr<const Edit> volume() {
    return edit(messages::VolumeSet{kMaster, {-static_cast<double>(revision.number + 1) / 10}});
  }

  project::Project project;
  vocabulary::Revision revision;
};

inline messages::Project empty_document(const std::string& name) {
  return project::make_empty(name, 48000).to_message();
}

/// Makes and opens a project; a failure is a failure of the test.
inline ProjectStore fresh(const std::string& folder, const std::string& name = "one") {
  const auto made = ProjectStore::create(folder, empty_document(name));
  EXPECT_TRUE(made) << (made ? "" : made.refusal().sentence);
  auto opened = ProjectStore::open(folder, name, 0);
  EXPECT_TRUE(opened) << (opened ? "" : opened.refusal().sentence);
  return std::move(*opened);
}

inline vocabulary::Result<void> append(ProjectStore& store, std::vector<std::shared_ptr<const Edit>> edits) {
  return store.append(edits);
}

}  // namespace corelogic::store::testing
