// Runs a hub until it is told to stop, by SIGTERM or SIGINT.
#pragma once

#include <filesystem>
#include <string>

namespace yingbin {

struct ServeOptions {
  std::filesystem::path data;
  std::string database;
  std::string listen = "0.0.0.0:8443";  // [HOST:]PORT
  std::filesystem::path certificate;    // of one's own; empty: the hub makes one
  std::filesystem::path key;
  std::string upstream;  // where the centre's hub is now; empty: where the events were joined
};

// 0 when it was told to stop, 1 with a message where it could not start.
int serve_hub(const ServeOptions& options);

// The program's command line.
int run_hub(int argc, char** argv);

}  // namespace yingbin
