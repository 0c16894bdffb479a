#include "roster/list_format.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "roster/list_text.h"
#include "roster/zip_archive.h"
#include "text/say.h"

namespace yingbin {
namespace {

constexpr std::size_t kHeadBytes = 512;
constexpr std::size_t kPieceBytes = 64 * 1024;

using std::operator""sv;

struct Magic {
  std::string_view bytes;
  const char* what;
};

// Files that people pick by mistake.
constexpr Magic kOthers[] = {
    {"\x89PNG"sv, "PNG picture"},
    {"\xFF\xD8\xFF"sv, "JPEG picture"},
    {"GIF8"sv, "GIF picture"},
    {"BM"sv, "picture"},
    {"%PDF"sv, "PDF"},
    {"RIFF"sv, "picture or sound"},
    {"Rar!"sv, "RAR archive"},
    {"7z\xBC\xAF"sv, "7z archive"},
    {"\x1F\x8B"sv, "gzip archive"},
    {"\x7F"
     "ELF"sv,
     "program"},
    {"MZ\x90"sv, "program"},
    {"{\\rtf"sv, "RTF document"},
    {"SQLite format 3"sv, "database"},
    {"II*\0"sv, "TIFF picture"},
};

// Old Office files (and locked new ones) are OLE containers with UTF-16 names of their streams.
bool contains_utf16(ByteSource& source, std::string_view ascii) {
  std::string pattern;
  for (const char c : ascii) pattern.append({c, '\0'});
  std::vector<char> buffer(kPieceBytes + pattern.size());
  for (std::uint64_t offset = 0; offset < source.size(); offset += kPieceBytes) {
    const std::size_t got = source.read_at(offset, buffer.data(), buffer.size());
    if (std::string_view(buffer.data(), got).find(pattern) != std::string_view::npos) return true;
  }
  return false;
}

Failure ole_failure(ByteSource& source, const std::string& name) {
  if (contains_utf16(source, "EncryptedPackage")) {
    return {
        say("{} is protected by a password. Open it in Excel or WPS, take the password off, "
            "save it, and import that file.",
            name)};
  }
  if (contains_utf16(source, "Workbook") || contains_utf16(source, "Book")) {
    return {
        say("{} is an old Excel file (.xls). Open it in Excel or WPS, choose Save As, \"Excel "
            "workbook (.xlsx)\", and import that file.",
            name)};
  }
  return {
      say("{} is an old Office document, not a guest list. Copy the list into an Excel workbook "
          "and save it as .xlsx.",
          name)};
}

Result<ListFormat> zip_format(ByteSource& source, const std::string& name) {
  auto archive = ZipArchive::open(source);
  if (!archive) return archive.failure();
  if (archive->has("xl/workbook.bin")) {
    return Failure{
        say("{} is a binary Excel workbook (.xlsb). Open it in Excel, choose Save As, "
            "\"Excel workbook (.xlsx)\", and import that file.",
            name)};
  }
  const bool office = archive->has("[Content_Types].xml");
  if (office && !archive->has("word/document.xml") && !archive->has("ppt/presentation.xml")) {
    return ListFormat::xlsx;
  }
  std::string type;
  if (archive->has("mimetype") && archive->size_of("mimetype") < kHeadBytes) {
    const auto read = archive->read("mimetype", [&](std::string_view piece) {
      type.append(piece);
      return true;
    });
    if (!read) return read.failure();
  }
  if (type.starts_with("application/vnd.oasis.opendocument.spreadsheet")) return ListFormat::ods;
  return Failure{
      say("{} is an archive or document, not a spreadsheet. Save the guest list as .xlsx, "
          ".ods or .csv and import that.",
          name)};
}

bool has_ending(const std::string& name, std::string_view ending) {
  return lower(name).ends_with(ending);
}

}  // namespace

Result<ListFormat> detect_list_format(ByteSource& source, const std::string& name) {
  std::string head(kHeadBytes, '\0');
  head.resize(source.read_at(0, head.data(), head.size()));
  if (head.empty()) {
    return Failure{say("{} is empty. Save the guest list again and import that file.", name)};
  }
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) {
    return zip_format(source, name);
  }
  if (head.starts_with("\xD0\xCF\x11\xE0"sv)) return ole_failure(source, name);
  for (const Magic& other : kOthers) {
    // "BM" may begin a text too; a picture goes on with zeros.
    const bool clear = other.bytes.size() > 2 || head.find('\0') != std::string::npos;
    if (head.starts_with(other.bytes) && clear) {
      return Failure{say("{} is no guest list but a {}. Name an .xlsx, .ods or .csv file.", name,
                         say(other.what))};
    }
  }
  const std::string start = lower(clean_text(head.substr(0, 200)));
  if (start.starts_with("<?xml") || start.starts_with("<html") || start.starts_with("<!doctype") ||
      start.starts_with("<table") || start.starts_with("<meta")) {
    return Failure{
        say("{} is a web page or XML under another name, as some programs export. Open it "
            "in Excel or WPS, choose Save As, \"Excel workbook (.xlsx)\", and import that "
            "file.",
            name)};
  }
  if (has_ending(name, ".xlsx") || has_ending(name, ".ods") || has_ending(name, ".xlsm")) {
    return Failure{
        say("{} is named like a spreadsheet but is none inside. If it is text, rename it "
            "to .csv; else save the list again as .xlsx.",
            name)};
  }
  return ListFormat::text;
}

}  // namespace yingbin
