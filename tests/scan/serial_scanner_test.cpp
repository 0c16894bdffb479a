// A serial scanner as a pseudo terminal: the test holds its other end, pulls it and plugs it in.
#include "scan/serial_scanner.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <condition_variable>
#include <fstream>
#include <mutex>
#include <vector>

#include "support/pseudo_scanner.h"

namespace yingbin {
namespace {

using namespace std::chrono_literals;

// The door's end: codes as they come, waited for.
class Door {
 public:
  CodeSink sink() {
    return [this](std::string code) {
      const std::lock_guard lock(mutex_);
      codes_.push_back(std::move(code));
      came_.notify_all();
    };
  }
  // The first `count` codes; fewer when they do not come.
  std::vector<std::string> wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    came_.wait_for(lock, 20s, [&] { return codes_.size() >= count; });
    return codes_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable came_;
  std::vector<std::string> codes_;
};

class SerialScannerTest : public testing::Test {
 protected:
  [[nodiscard]] SerialOptions options() const {
    return {wire_.device().string(), 115'200, 1ms, 8ms};
  }

  TemporaryFolder folder_;
  test::PseudoScanner wire_;
  Door door_;
};

using Codes = std::vector<std::string>;

TEST_F(SerialScannerTest, codes_come_as_they_were_sent) {
  wire_.plug_in();
  SerialScanner scanner(options(), door_.sink());
  wire_.send("YB1.AAAA\r");
  EXPECT_EQ(door_.wait_for(1), Codes{"YB1.AAAA"});
  // What a terminal would take for itself: end of file, interrupt, erase, kill, flow control.
  wire_.send(
      "A\x04"
      "B\x7F"
      "C\x15"
      "D\x13"
      "E\n");
  EXPECT_EQ(door_.wait_for(2).back(),
            "A\x04"
            "B\x7F"
            "C\x15"
            "D\x13"
            "E");
  EXPECT_EQ(scanner.trouble(), "");
}

TEST_F(SerialScannerTest, a_code_without_an_ending_comes_after_a_pause) {
  wire_.plug_in();
  SerialScanner scanner(options(), door_.sink());
  wire_.send("YB1.BBBB");
  EXPECT_EQ(door_.wait_for(1), Codes{"YB1.BBBB"});
}

TEST_F(SerialScannerTest, unplugged_it_is_found_again_and_half_a_code_is_forgotten) {
  wire_.plug_in();
  SerialScanner scanner(options(), door_.sink());
  for (std::size_t times = 1; times <= 5; ++times) {
    const std::string code = "CARD-" + std::to_string(times);
    wire_.send(code + "\r");
    ASSERT_EQ(door_.wait_for(times).back(), code);
    wire_.send("HALF");
    wire_.unplug();
    wire_.plug_in();
  }
  wire_.send("WHOLE\r");
  const Codes codes = door_.wait_for(6);
  ASSERT_EQ(codes.size(), 6U);
  EXPECT_EQ(codes.back(), "WHOLE");
}

TEST_F(SerialScannerTest, a_scanner_that_comes_later_is_found) {
  SerialScanner scanner(options(), door_.sink());
  wire_.plug_in();
  wire_.send("LATE\r");
  EXPECT_EQ(door_.wait_for(1), Codes{"LATE"});
}

TEST_F(SerialScannerTest, a_door_closes_at_once_whatever_its_scanner_does) {
  for (const bool plugged : {false, true}) {
    if (plugged) wire_.plug_in();
    SerialOptions patient = options();
    patient.retry_first = 1h;
    const SerialScanner scanner(patient, door_.sink());
  }
}

TEST_F(SerialScannerTest, what_is_wrong_is_told_with_what_to_do) {
  const auto told = [&](SerialOptions asked) {
    const auto tried = try_serial_scanner(asked);
    return tried ? std::string() : tried.message();
  };
  EXPECT_NE(told(options()).find("plug it in"), std::string::npos);
  SerialOptions file = options();
  file.device = (folder_ / "file").string();
  std::ofstream(file.device) << "no scanner";
  EXPECT_NE(told(file).find("no serial line"), std::string::npos);
  wire_.plug_in();
  EXPECT_EQ(told(options()), "");
  SerialOptions odd = options();
  odd.baud = 12'345;
  EXPECT_NE(told(odd).find("115200"), std::string::npos);
  if (geteuid() == 0) return;  // root may read everything
  chmod(file.device.c_str(), 0);
  EXPECT_NE(told(file).find("dialout"), std::string::npos);
}

}  // namespace
}  // namespace yingbin
