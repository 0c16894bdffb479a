// Where the program's own files are: beside it where it is installed, else in the build folder.
#pragma once

#include <filesystem>

namespace yingbin {

// `installed` is under <prefix>/share; `built` is where the build keeps it.
std::filesystem::path asset_folder(const char* installed, const std::filesystem::path& built);

// Of the translations: `installed` is the program's own place for them.
std::filesystem::path locale_folder(const char* installed = "locale");

}  // namespace yingbin
