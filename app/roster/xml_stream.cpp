#include "roster/xml_stream.h"

#include <charconv>
#include <cstring>
#include <memory>
#include <optional>
#include <type_traits>

#include <expat.h>

#include "text/say.h"

namespace yingbin {
namespace {

constexpr char kSeparator = '|';  // between namespace and local name; in no namespace we meet
constexpr std::size_t kDepthMax = 128;
constexpr long kTokenBytesMax = 1L << 20;  // expat holds a whole tag in memory

std::string_view local_part(std::string_view name) {
  const std::size_t bar = name.rfind(kSeparator);
  return bar == std::string_view::npos ? name : name.substr(bar + 1);
}

enum class Refusal { none, doctype, depth };

class Parser {
 public:
  explicit Parser(XmlHandler& handler)
      : handler_(handler), parser_(XML_ParserCreateNS(nullptr, kSeparator), XML_ParserFree) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), start, end);
    XML_SetCharacterDataHandler(parser_.get(), text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), doctype);
  }

  // False when no more is wanted or possible; outcome() tells which.
  bool feed(std::string_view piece, bool last) {
    fed_ += static_cast<long>(piece.size());
    status_ = XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()), last);
    if (status_ != XML_STATUS_OK) return false;
    if (fed_ - XML_GetCurrentByteIndex(parser_.get()) > kTokenBytesMax) {
      endless_tag_ = true;
      return false;
    }
    return !handler_.finished();
  }

  Result<void> outcome() const {
    if (refusal_ == Refusal::doctype) {
      return Failure{
          say("The file holds an XML document type, which no spreadsheet program writes; "
              "it is refused. Open it in Excel or WPS and save it anew.")};
    }
    const bool ended_by_handler = status_ != XML_STATUS_OK && refusal_ == Refusal::none &&
                                  XML_GetErrorCode(parser_.get()) == XML_ERROR_ABORTED;
    if (endless_tag_ || (status_ != XML_STATUS_OK && !ended_by_handler)) {
      return Failure{
          say("The spreadsheet's contents are damaged near byte {} of a part. Open the "
              "file in Excel or WPS and save it anew.",
              static_cast<long long>(XML_GetCurrentByteIndex(parser_.get())))};
    }
    return {};
  }

 private:
  static Parser& self(void* user) { return *static_cast<Parser*>(user); }

  static void start(void* user, const char* name, const char** attributes) {
    Parser& parser = self(user);
    if (++parser.depth_ > kDepthMax) return parser.refuse(Refusal::depth);
    parser.handler_.on_start(local_part(name), XmlAttributes(attributes));
    parser.stop_if_finished();
  }

  static void end(void* user, const char* name) {
    Parser& parser = self(user);
    --parser.depth_;
    parser.handler_.on_end(local_part(name));
    parser.stop_if_finished();
  }

  static void text(void* user, const char* bytes, int length) {
    self(user).handler_.on_text({bytes, static_cast<std::size_t>(length)});
  }

  static void doctype(void* user, const char*, const char*, const char*, int) {
    self(user).refuse(Refusal::doctype);
  }

  void refuse(Refusal refusal) {
    refusal_ = refusal;
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  void stop_if_finished() {
    if (handler_.finished()) XML_StopParser(parser_.get(), XML_FALSE);
  }

  XmlHandler& handler_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser_;
  XML_Status status_ = XML_STATUS_OK;
  Refusal refusal_ = Refusal::none;
  std::size_t depth_ = 0;
  long fed_ = 0;
  bool endless_tag_ = false;
};

}  // namespace

std::string_view XmlAttributes::get(std::string_view local_name, std::string_view family) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    const std::string_view name = pair[0];
    if (local_part(name) != local_name) continue;
    if (family.empty()) return pair[1];
    const std::size_t space = name.size() - local_name.size();
    if (space > family.size() && name.substr(0, space - 1).ends_with(family)) return pair[1];
  }
  return {};
}

std::uint64_t XmlAttributes::number(std::string_view local_name, std::uint64_t otherwise) const {
  const std::string_view text = get(local_name);
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end != text.data() ? value : otherwise;
}

Result<void> read_xml_part(ZipArchive& archive, const std::string& part, XmlHandler& handler,
                           const PartProgress& progress) {
  Parser parser(handler);
  std::uint64_t done = 0;
  bool stopped = false;
  const Result<void> read = archive.read(part, [&](std::string_view piece) {
    if (!parser.feed(piece, false)) return false;
    done += piece.size();
    stopped = progress && !progress(done);
    return !stopped;
  });
  if (!read) return read;
  if (!stopped && parser.outcome() && !handler.finished()) parser.feed({}, true);
  return parser.outcome();
}

Result<void> read_xml_text(std::string_view text, XmlHandler& handler) {
  Parser parser(handler);
  if (parser.feed(text, false)) parser.feed({}, true);
  return parser.outcome();
}

}  // namespace yingbin
