#include "simulation/branches.h"

namespace yingbin {

void Counts::add(const Counts& other) {
  for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
}

std::vector<std::string> Counts::never() const {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    if (counts_[i] == 0) names.emplace_back(kBranchNames[i]);
  }
  return names;
}

std::string Counts::text() const {
  std::string text;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    text += std::string(kBranchNames[i]) + " " + std::to_string(counts_[i]) + "\n";
  }
  return text;
}

}  // namespace yingbin
