// What people read: every user-visible sentence goes through `say`, in the language chosen at
// start.
#pragma once

#include <libintl.h>

#include <string>
#include <string_view>

#include <fmt/core.h>

namespace yingbin {

// The English sentence is the key; assets/strings/*.po hold the others. xgettext knows `say` and
// `say_count` as keywords. Placeholders are fmt's ({} or {0}); a translation may reorder them.
inline std::string say(const char* english) { return gettext(english); }

template <class First, class... Rest>
std::string say(const char* english, const First& first, const Rest&... rest) {
  return fmt::vformat(gettext(english), fmt::make_format_args(first, rest...));
}

// `one` for a count of one, `many` else, where the language makes that difference.
template <class... Values>
std::string say_count(const char* one, const char* many, unsigned long count,
                      const Values&... values) {
  return fmt::vformat(ngettext(one, many, count), fmt::make_format_args(count, values...));
}

// Chooses the language for the whole process: "zh_CN", "en" …; `folder` holds
// <language>/LC_MESSAGES/yingbin.mo. Call from the main thread; may be called again to switch live.
void choose_language(const std::string& language, const std::string& folder);

}  // namespace yingbin
