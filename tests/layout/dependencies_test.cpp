// packaging/dependencies.txt is the one list of packages: everything that CMake or a script looks
// for is on it, and nothing else is.
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <sstream>

#include "layout/source_tree.h"

namespace yingbin::layout {
namespace {

// What CMake looks for (a package, a pkg-config name or a library) and the Debian package behind
// it.
const std::map<std::string, std::string>& found_by_cmake() {
  static const std::map<std::string, std::string> kFound = {
      {"Threads", "g++"},
      {"nlohmann_json", "nlohmann-json3-dev"},
      {"tomlplusplus", "libtomlplusplus-dev"},
      {"CLI11", "libcli11-dev"},
      {"fmt", "libfmt-dev"},
      {"spdlog", "libspdlog-dev"},
      {"SQLite3", "libsqlite3-dev"},
      {"SQLiteCpp", "libsqlitecpp-dev"},
      {"ZXing", "libzxing-dev"},
      {"glfw3", "libglfw3-dev"},
      {"OpenGL", "libgl-dev"},
      {"ICU", "libicu-dev"},
      {"Freetype", "libfreetype-dev"},
      {"EXPAT", "libexpat1-dev"},
      {"Intl", "g++"},
      {"Gettext", "gettext"},
      {"PkgConfig", "pkgconf"},
      {"xlsxwriter", "libxlsxwriter-dev"},
      {"libsodium", "libsodium-dev"},
      {"minizip", "libminizip-dev"},
      {"pangocairo", "libpango1.0-dev"},
      {"fontconfig", "libfontconfig-dev"},
      {"gdk-pixbuf-2.0", "libgdk-pixbuf-2.0-dev"},
      {"gstreamer-1.0", "libgstreamer1.0-dev"},
      {"gstreamer-app-1.0", "libgstreamer-plugins-base1.0-dev"},
      {"gstreamer-video-1.0", "libgstreamer-plugins-base1.0-dev"},
      {"alsa", "libasound2-dev"},
      {"x11", "libx11-dev"},
      {"xscrnsaver", "libxss-dev"},
      {"opencv_core", "libopencv-core-dev"},
      {"opencv_imgproc", "libopencv-imgproc-dev"},
      {"csv", "libcsv-dev"},
      {"libimgui.a", "libimgui-dev"},
      {"stb", "libstb-dev"},
      {"GTest", "libgtest-dev"},
      {"rapidcheck", "librapidcheck-dev"},
      {"benchmark", "libbenchmark-dev"},
      {"zbar", "libzbar-dev"},
      {"CURL", "libcurl4-openssl-dev"},
      {"Boost", "libboost1.81-dev"},
      {"OpenSSL", "libssl-dev"},
      {"zstd", "libzstd-dev"},
      {"PostgreSQL", "libpq-dev"},
  };
  return kFound;
}

// What is used without CMake looking for it: the package and the text of its use, somewhere in the
// tree.
const std::map<std::string, std::string>& used_by_text() {
  static const std::map<std::string, std::string> kUsed = {
      {"cmake", "cmake --preset"},
      {"ninja-build", "\"generator\": \"Ninja\""},
      {"ccache", "\"ccache\""},
      {"libcairo2-dev", "#include <cairo"},
      {"libgl1-mesa-dri", "glfwCreateWindow"},
      {"fonts-noto-cjk", "Noto Sans CJK SC"},
      {"gstreamer1.0-plugins-base", "! videoconvert"},
      {"gstreamer1.0-plugins-good", "v4l2src"},
      {"xvfb", "Xvfb -displayfd"},
      {"cage", "ExecStart=/usr/bin/cage"},
      {"xwayland", "/usr/bin/cage -d --"},
      {"libpam-systemd", "pam_systemd.so"},
      {"adduser", "adduser --system"},
      {"dpkg-dev", "CPACK_DEBIAN_PACKAGE_SHLIBDEPS"},
      {"file", "CPACK_STRIP_FILES"},
      {"debootstrap", "debootstrap --variant"},
      {"lintian", "lintian --"},
      {"man-db", "man --warnings"},
      {"zbar-tools", "zbarimg "},
      {"poppler-utils", "pdftoppm "},
      {"imagemagick", "&& convert "},
      {"gstreamer1.0-tools", "gst-launch-1.0 "},
      {"xdotool", "\"xdotool "},
      {"x11-xserver-utils", "\"xrandr --"},
      {"sqlite3", "sqlite3 "},
      {"postgresql-15", "initdb"},
      {"curl", "\"curl --"},
      {"openssl", "openssl s_client"},
      {"iproute2", "ip netns add"},
      {"clang-16", "\"clang++-16\""},
      {"libclang-rt-16-dev", "-fsanitize=fuzzer"},
      {"llvm-16", "llvm-symbolizer-16"},
      {"clang-format-14", "clang-format-14 --dry-run"},
      {"clang-tidy-16", "clang-tidy-16 -p"},
  };
  return kUsed;
}

struct Listed {
  std::string package;
  std::size_t line = 0;
};

constexpr const char* kList = "packaging/dependencies.txt";

std::vector<Listed> listed_packages(const SourceTree& tree) {
  std::vector<Listed> packages;
  for (const SourceFile& file : tree) {
    if (file.path != kList) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      std::istringstream words(file.lines[i].substr(0, file.lines[i].find('#')));
      for (std::string word; words >> word;) {
        if (word.front() != '[') packages.push_back({word, i + 1});
      }
    }
  }
  return packages;
}

std::string without_hash_comments(const SourceFile& file) {
  std::string text;
  for (const std::string& line : file.lines) text += line.substr(0, line.find('#')) + "\n";
  return text;
}

std::set<std::string> names_in_cmake(const SourceFile& file) {
  static const std::regex kPackage(R"(find_package\(\s*([A-Za-z0-9_]+))");
  static const std::regex kLibrary(R"(find_library\(\s*[A-Z_0-9]+\s+([a-z_0-9.]+))");
  static const std::regex kLoop(R"(foreach\(package ([^)]*)\))");
  const std::string text = without_hash_comments(file);
  std::set<std::string> names;
  for (const std::regex* pattern : {&kPackage, &kLibrary, &kLoop}) {
    for (auto found = std::sregex_iterator(text.begin(), text.end(), *pattern);
         found != std::sregex_iterator(); ++found) {
      std::istringstream words((*found)[1]);
      for (std::string word; words >> word;) names.insert(word);
    }
  }
  return names;
}

bool is_cmake(const std::string& path) {
  return path.ends_with("CMakeLists.txt") || path.ends_with(".cmake");
}

bool stands_somewhere(const SourceTree& tree, const std::string& text) {
  for (const SourceFile& file : tree) {
    if (file.path.starts_with("tests/layout/") || file.path == kList ||
        file.path.ends_with(".md")) {
      continue;
    }
    for (const std::string& line : file.lines) {
      if (line.find(text) != std::string::npos) return true;
    }
  }
  return false;
}

std::vector<Complaint> missing_packages(const SourceTree& tree) {
  std::set<std::string> listed;
  for (const Listed& one : listed_packages(tree)) listed.insert(one.package);
  std::vector<Complaint> complaints;
  for (const SourceFile& file : tree) {
    if (!is_cmake(file.path)) continue;
    for (const std::string& name : names_in_cmake(file)) {
      const auto found = found_by_cmake().find(name);
      if (found == found_by_cmake().end()) {
        complaints.push_back({file.path, 0, "nobody knows which package brings " + name,
                              "Add it to the table of tests/layout/dependencies_test.cpp."});
      } else if (!listed.contains(found->second)) {
        complaints.push_back({file.path, 0,
                              name + " is looked for, but " + found->second + " is not listed",
                              std::string("Add ") + found->second + " to " + kList + "."});
      }
    }
  }
  return complaints;
}

std::vector<Complaint> needless_packages(const SourceTree& tree) {
  std::set<std::string> needed;
  for (const SourceFile& file : tree) {
    if (!is_cmake(file.path)) continue;
    for (const std::string& name : names_in_cmake(file)) {
      const auto found = found_by_cmake().find(name);
      if (found != found_by_cmake().end()) needed.insert(found->second);
    }
  }
  for (const auto& [package, text] : used_by_text()) {
    if (stands_somewhere(tree, text)) needed.insert(package);
  }
  std::vector<Complaint> complaints;
  std::set<std::string> seen;
  for (const Listed& one : listed_packages(tree)) {
    if (!seen.insert(one.package).second) {
      complaints.push_back({kList, one.line, one.package + " is listed twice", "Keep one line."});
    }
    if (needed.contains(one.package)) continue;
    complaints.push_back(
        {kList, one.line, one.package + " is listed, but nothing uses it",
         "Take it out, or say in tests/layout/dependencies_test.cpp what uses it."});
  }
  return complaints;
}

TEST(Dependencies, everything_that_cmake_looks_for_is_listed) {
  const auto complaints = missing_packages(project_tree());
  EXPECT_TRUE(complaints.empty()) << told(complaints);
}

TEST(Dependencies, everything_listed_is_used) {
  const SourceTree tree = project_tree();
  ASSERT_FALSE(listed_packages(tree).empty());
  const auto complaints = needless_packages(tree);
  EXPECT_TRUE(complaints.empty()) << told(complaints);
}

TEST(Dependencies, an_unlisted_library_and_an_unknown_one_are_found) {
  const auto complaints = missing_packages(
      {{"app/CMakeLists.txt",
        {"find_package(fmt 9)", "find_package(Qt6 REQUIRED)", "# find_package(x)"}},
       {kList, {"[libraries]", "g++"}}});
  ASSERT_EQ(complaints.size(), 2U) << told(complaints);
  EXPECT_NE(complaints[0].wrong.find("Qt6"), std::string::npos);
  EXPECT_NE(complaints[1].remedy.find("libfmt-dev"), std::string::npos);
}

TEST(Dependencies, a_package_that_nothing_uses_or_that_is_listed_twice_is_found) {
  const auto complaints = needless_packages(
      {{"packaging/cmake/dependencies.cmake", {"find_library(STB_LIBRARY stb REQUIRED)"}},
       {kList, {"[libraries]", "libstb-dev   # for the GUI", "emacs", "libstb-dev"}}});
  ASSERT_EQ(complaints.size(), 2U) << told(complaints);
  EXPECT_EQ(complaints[0].line, 3U);
  EXPECT_EQ(complaints[1].line, 4U);
}

}  // namespace
}  // namespace yingbin::layout
