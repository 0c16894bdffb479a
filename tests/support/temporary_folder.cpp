#include "support/temporary_folder.h"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace yingbin {

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "yingbin-test-XXXXXX").string();
  if (!mkdtemp(name.data())) {
    std::perror(name.c_str());
    std::abort();
  }
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;  // what is left in /tmp harms nobody
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace yingbin
