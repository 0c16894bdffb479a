#include "roster/xlsx_workbook.h"

#include <map>

#include "roster/table.h"
#include "roster/xml_stream.h"
#include "text/say.h"

namespace yingbin {
namespace {

constexpr std::size_t kStringsBytesMax = 96U << 20;
constexpr std::size_t kStringsMax = 3'000'000;
constexpr std::size_t kSheetsMax = 500;
constexpr std::size_t kStylesMax = 70'000;  // Excel allows 65,490

// Relationships of one part: id -> target and type -> target.
class Relations final : public XmlHandler {
 public:
  void on_start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || by_id.size() > kSheetsMax * 4) return;
    const std::string target(attributes.get("Target"));
    by_id[std::string(attributes.get("Id"))] = target;
    const std::string_view type = attributes.get("Type");
    by_type[std::string(type.substr(type.rfind('/') + 1))] = target;
  }
  void on_end(std::string_view) override {}
  void on_text(std::string_view) override {}

  std::map<std::string, std::string> by_id;
  std::map<std::string, std::string> by_type;
};

class SheetNames final : public XmlHandler {
 public:
  SheetNames(XlsxWorkbook& workbook, const Relations& relations, std::string folder)
      : workbook_(workbook), relations_(relations), folder_(std::move(folder)) {}

  void on_start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") {
      const std::string_view date1904 = attributes.get("date1904");
      if (date1904 == "1" || date1904 == "true") workbook_.epoch = DateEpoch::year_1904;
    }
    if (name != "sheet" || workbook_.sheets.size() >= kSheetsMax) return;
    const auto target = relations_.by_id.find(std::string(attributes.get("id")));
    if (target == relations_.by_id.end()) return;
    const std::string& part = target->second;
    const std::string_view state = attributes.get("state");
    workbook_.sheets.push_back({std::string(attributes.get("name")),
                                part.starts_with('/') ? part.substr(1) : folder_ + part,
                                state == "hidden" || state == "veryHidden"});
  }
  void on_end(std::string_view) override {}
  void on_text(std::string_view) override {}

 private:
  XlsxWorkbook& workbook_;
  const Relations& relations_;
  std::string folder_;
};

class Styles final : public XmlHandler {
 public:
  explicit Styles(std::vector<NumberFormat>& formats) : formats_(formats) {}

  void on_start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "numFmt" && codes_.size() < kStylesMax) {
      codes_[attributes.number("numFmtId", 0)] = format_of_code(attributes.get("formatCode"));
    }
    if (name == "cellXfs") in_cell_formats_ = true;
    if (name != "xf" || !in_cell_formats_ || formats_.size() >= kStylesMax) return;
    const std::uint64_t id = attributes.number("numFmtId", 0);
    const auto code = codes_.find(id);
    formats_.push_back(code == codes_.end() ? builtin_format(id) : code->second);
  }
  void on_end(std::string_view name) override {
    if (name == "cellXfs") in_cell_formats_ = false;
  }
  void on_text(std::string_view) override {}

 private:
  std::vector<NumberFormat>& formats_;
  std::map<std::uint64_t, NumberFormat> codes_;
  bool in_cell_formats_ = false;
};

// <si> holds one <t>, or several in rich text runs; <rPh> holds a reading aid, not the text.
class StringItems final : public XmlHandler {
 public:
  explicit StringItems(SharedStrings& strings) : strings_(strings) {}

  void on_start(std::string_view name, const XmlAttributes&) override {
    if (name == "si") text_.clear();
    if (name == "rPh") ++phonetic_;
    if (name == "t") in_text_ = true;
  }
  void on_end(std::string_view name) override {
    if (name == "rPh" && phonetic_ > 0) --phonetic_;
    if (name == "t") in_text_ = false;
    if (name == "si") too_many_ = !strings_.add(without_xlsx_escapes(text_));
  }
  void on_text(std::string_view text) override {
    if (in_text_ && phonetic_ == 0) append_capped(text_, text);
  }
  bool finished() const override { return too_many_; }

 private:
  SharedStrings& strings_;
  std::string text_;
  int phonetic_ = 0;
  bool in_text_ = false;
  bool too_many_ = false;
};

std::string folder_of(const std::string& part) {
  const std::size_t slash = part.rfind('/');
  return slash == std::string::npos ? std::string() : part.substr(0, slash + 1);
}

std::string target_of(const Relations& relations, const std::string& type,
                      const std::string& folder, const std::string& otherwise) {
  const auto found = relations.by_type.find(type);
  if (found == relations.by_type.end()) return otherwise;
  return found->second.starts_with('/') ? found->second.substr(1) : folder + found->second;
}

// A part that may be missing: not every workbook has shared strings or styles.
Result<void> read_if_there(ZipArchive& archive, const std::string& part, XmlHandler& handler) {
  return archive.has(part) ? read_xml_part(archive, part, handler) : Result<void>();
}

}  // namespace

bool SharedStrings::add(std::string_view text) {
  if (bytes_.size() + text.size() > kStringsBytesMax || ends_.size() >= kStringsMax) return false;
  bytes_.append(text);
  ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  return true;
}

std::string_view SharedStrings::at(std::size_t index) const {
  if (index >= ends_.size()) return {};
  const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(bytes_).substr(begin, ends_[index] - begin);
}

std::string without_xlsx_escapes(std::string_view text) {
  std::string plain(text);
  for (std::size_t at = plain.find("_x00"); at != std::string::npos; at = plain.find("_x00", at)) {
    const bool whole = at + 7 <= plain.size() && plain[at + 6] == '_' &&
                       std::string_view("01").find(plain[at + 4]) != std::string_view::npos;
    if (whole) plain.replace(at, 7, " ");
    ++at;
  }
  return plain;
}

Result<XlsxWorkbook> read_xlsx_workbook(ZipArchive& archive) {
  Relations package;
  if (const auto read = read_if_there(archive, "_rels/.rels", package); !read) {
    return read.failure();
  }
  const std::string book = target_of(package, "officeDocument", "", "xl/workbook.xml");
  const std::string folder = folder_of(book);
  Relations relations;
  const std::string relations_part = folder + "_rels/" + book.substr(folder.size()) + ".rels";
  XlsxWorkbook workbook;
  SheetNames names(workbook, relations, folder);
  Styles styles(workbook.formats);
  StringItems items(workbook.strings);
  if (const auto read = read_if_there(archive, relations_part, relations); !read) {
    return read.failure();
  }
  if (const auto read = read_xml_part(archive, book, names); !read) return read.failure();
  const std::string styles_part = target_of(relations, "styles", folder, folder + "styles.xml");
  if (const auto read = read_if_there(archive, styles_part, styles); !read) return read.failure();
  const std::string strings_part =
      target_of(relations, "sharedStrings", folder, folder + "sharedStrings.xml");
  if (const auto read = read_if_there(archive, strings_part, items); !read) return read.failure();
  if (items.finished()) {
    return Failure{
        say("The workbook holds more text than a guest list can. Copy the list's rows "
            "into a new workbook and import that.")};
  }
  return workbook;
}

}  // namespace yingbin
