// What a guest list told, kept for the tests, and small zip files made in memory.
#pragma once

#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <minizip/zip.h>

#include "roster/guest_list.h"

namespace yingbin {

class KeptList final : public GuestListSink {
 public:
  void on_row(GuestRow&& row) override { rows.push_back(std::move(row)); }
  void on_rejection(Rejection&& rejection) override { rejections.push_back(std::move(rejection)); }
  bool on_progress(std::uint64_t done, std::uint64_t total) override {
    progress_is_sound = progress_is_sound && done <= total;
    return ++progress_calls <= progress_calls_max;
  }

  std::vector<GuestRow> rows;
  std::vector<Rejection> rejections;
  int progress_calls = 0;
  int progress_calls_max = 1'000'000;
  bool progress_is_sound = true;
};

struct ListReading {
  KeptList told;
  ListSummary summary;
  std::string failure;  // empty when it was read
};

inline ListReading read_bytes(std::string_view bytes, const std::string& name = "list.csv") {
  ListReading reading;
  auto summary = read_guest_list_bytes(bytes, name, reading.told);
  if (summary) {
    reading.summary = *summary;
  } else {
    reading.failure = summary.message();
  }
  return reading;
}

inline ListReading read_path(const std::filesystem::path& path) {
  ListReading reading;
  auto summary = read_guest_list(path, reading.told);
  if (summary) {
    reading.summary = *summary;
  } else {
    reading.failure = summary.message();
  }
  return reading;
}

inline std::string file_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// A zip archive written in memory by minizip; `flags` may lie.
class ZipText {
 public:
  ZipText() {
    zlib_filefunc64_def calls{open, read, write, tell, seek, close, error, this};
    zip_ = zipOpen2_64("memory", APPEND_STATUS_CREATE, nullptr, &calls);
  }
  ZipText(const ZipText&) = delete;
  ZipText& operator=(const ZipText&) = delete;
  ~ZipText() {
    if (zip_ != nullptr) zipClose(zip_, nullptr);
  }

  ZipText& add(const std::string& name, const std::string& content, bool deflated = true,
               unsigned flags = 0) {
    const zip_fileinfo info{};
    zipOpenNewFileInZip4_64(zip_, name.c_str(), &info, nullptr, 0, nullptr, 0, nullptr,
                            deflated ? Z_DEFLATED : 0, 6, 0, -15, 8, 0, nullptr, 0, 0, flags, 0);
    zipWriteInFileInZip(zip_, content.data(), static_cast<unsigned>(content.size()));
    zipCloseFileInZip(zip_);
    return *this;
  }

  std::string bytes() {
    if (zip_ != nullptr) zipClose(zip_, nullptr);
    zip_ = nullptr;
    return bytes_;
  }

 private:
  static ZipText& self(void* pointer) { return *static_cast<ZipText*>(pointer); }
  static void* open(void* opaque, const void*, int) { return opaque; }
  static unsigned long read(void*, void*, void*, unsigned long) { return 0; }
  static unsigned long write(void*, void* pointer, const void* from, unsigned long count) {
    ZipText& zip = self(pointer);
    if (zip.bytes_.size() < zip.position_ + count) zip.bytes_.resize(zip.position_ + count);
    std::memcpy(zip.bytes_.data() + zip.position_, from, count);
    zip.position_ += count;
    return count;
  }
  static ZPOS64_T tell(void*, void* pointer) { return self(pointer).position_; }
  static long seek(void*, void* pointer, ZPOS64_T offset, int origin) {
    ZipText& zip = self(pointer);
    const std::size_t base = origin == ZLIB_FILEFUNC_SEEK_CUR   ? zip.position_
                             : origin == ZLIB_FILEFUNC_SEEK_END ? zip.bytes_.size()
                                                                : 0;
    zip.position_ = base + offset;
    return 0;
  }
  static int close(void*, void*) { return 0; }
  static int error(void*, void*) { return 0; }

  std::string bytes_;
  std::size_t position_ = 0;
  zipFile zip_ = nullptr;
};

inline constexpr const char* kMainSpace =
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

// A workbook of one sheet; `sheet` is what stands inside <worksheet>.
inline std::string xlsx_of(const std::string& sheet, const std::string& workbook_properties = "",
                           const std::string& styles = "") {
  ZipText zip;
  if (!styles.empty()) zip.add("xl/styles.xml", styles);
  zip.add("[Content_Types].xml", "<Types/>");
  zip.add("xl/workbook.xml",
          std::string("<workbook ") + kMainSpace + " xmlns:r=\"r\">" + workbook_properties +
              "<sheets><sheet name=\"名单\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
  zip.add("xl/_rels/workbook.xml.rels",
          "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" "
          "Target=\"worksheets/sheet1.xml\"/></Relationships>");
  zip.add("xl/worksheets/sheet1.xml",
          std::string("<worksheet ") + kMainSpace + ">" + sheet + "</worksheet>");
  return zip.bytes();
}

}  // namespace yingbin
